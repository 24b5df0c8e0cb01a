package io.howdah.gateway.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.base.Clock;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class SpinTest {
    private static final int LIMIT_NANOS = 50_000;

    private final Hands hands = new Hands();
    private final Spin spin = new Spin(Duration.ofNanos(LIMIT_NANOS), hands);

    private static final class Hands implements Clock {
        long nanos = Long.MAX_VALUE; // it may overflow

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }

    private int ask(int arrived, boolean hasTasks) throws Exception {
        return spin.calculateStrategy(() -> arrived, hasTasks);
    }

    @Test
    void sleepsWhenItHasHadNothingToDoForLong() throws Exception {
        hands.nanos += LIMIT_NANOS - 1;
        assertEquals(0, ask(0, false));
        hands.nanos++;
        assertEquals(SelectStrategy.SELECT, ask(0, false));
    }

    @Test
    void pollsAnewAfterEverythingThatItHadToDo() throws Exception {
        hands.nanos += 2 * LIMIT_NANOS;
        assertEquals(3, ask(3, false));
        hands.nanos += LIMIT_NANOS - 1;
        assertEquals(0, ask(0, false));
        assertEquals(0, ask(0, true));
        hands.nanos += LIMIT_NANOS - 1;
        assertEquals(0, ask(0, false));
        hands.nanos++;
        assertEquals(SelectStrategy.SELECT, ask(0, false));
    }

    @Test
    void pollsAfterItHasBeenWokenUp() throws Exception {
        hands.nanos += LIMIT_NANOS;
        assertEquals(SelectStrategy.SELECT, ask(0, false));
        hands.nanos += 10 * LIMIT_NANOS;
        assertEquals(0, ask(0, false));
        hands.nanos += LIMIT_NANOS;
        assertEquals(SelectStrategy.SELECT, ask(0, false));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void runsTasksAndTimers(Transport transport) throws Exception {
        assumeTrue(transport == Transport.NIO || transport == Transport.choose());
        EventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(
                        1, transport.ioHandler(Duration.ofNanos(100_000), Clock.system()));
        try {
            CountDownLatch runs = new CountDownLatch(20);
            var timer =
                    loop.next().scheduleAtFixedRate(runs::countDown, 1, 1, TimeUnit.MILLISECONDS);
            for (int i = 0; i < 1_000; i++) {
                loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
            }
            loop.schedule(() -> {}, 20, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS);
            assertTrue(runs.await(10, TimeUnit.SECONDS), "a timer that does not go on");
            timer.cancel(false);
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
        }
    }
}
