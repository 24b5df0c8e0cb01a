package io.howdah.bench.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.bench.client.FakePostgres;
import io.howdah.bench.server.BenchException;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

class OpenLoopTest {
    private final JumpingClock clock = new JumpingClock();

    @Test
    void asksOnceForEachArrival() throws Exception {
        try (FakePostgres server = new FakePostgres(() -> {})) {
            Load load = load(1_000, 3, "SELECT 1");
            assertEquals(200, OpenLoop.run(server.address(), load, clock).getTotalCount());
            assertEquals(200, server.queries());
        }
    }

    /** One statement took a second; those that came meanwhile had to wait for it as well. */
    @Test
    void countsTheTimeForWhichAStatementWasOverdue() throws Exception {
        try (FakePostgres server = new FakePostgres(() -> clock.jump(Duration.ofSeconds(1)))) {
            Load load = load(1_000, 1, "SELECT 1");
            Histogram latencies = OpenLoop.run(server.address(), load, clock);
            assertTrue(latencies.getMaxValue() >= Duration.ofSeconds(1).toNanos());
            assertTrue(latencies.getValueAtPercentile(50) > Duration.ofMillis(800).toNanos());
        }
    }

    @Test
    void failsWithPostgresOwnWords() throws Exception {
        try (FakePostgres server = new FakePostgres(() -> {})) {
            BenchException failure =
                    assertThrows(
                            BenchException.class,
                            () -> OpenLoop.run(server.address(), load(10, 1, "fail"), clock));
            assertEquals("a statement failed: no such thing", failure.getMessage());
        }
    }

    private static Load load(double rate, int connections, String statement) {
        return new Load(rate, Duration.ofMillis(200), connections, _ -> statement);
    }

    /** The machine's clock, which may be put forward. */
    private static final class JumpingClock implements Clock {
        private final AtomicLong ahead = new AtomicLong();

        void jump(Duration time) {
            ahead.addAndGet(time.toNanos());
        }

        @Override
        public long nanos() {
            return Clock.system().nanos() + ahead.get();
        }

        @Override
        public Instant now() {
            return Clock.system().now().plusNanos(ahead.get());
        }
    }
}
