package io.howdah.bench.tail;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.bench.server.BenchException;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Statements of a millisecond beside some that wait for {@link HeldTable}.
 *
 * @param server behind the gateway, where the table is held
 * @param duration of one run
 */
record HeldUp(HostPort server, Statements statements, Duration duration, Clock clock) {
    /** Far below what anybody can do: only who waits for whom shall show. */
    static final double QUICK_RATE = 200;

    private static final int QUICK_CONNECTIONS = 64;
    private static final double SLOW_RATE = 4;
    private static final int SLOW_CONNECTIONS = 16;

    /** Latencies of the quick ones. */
    Histogram run(HostPort address) throws BenchException, InterruptedException {
        Load slow = new Load(SLOW_RATE, duration, SLOW_CONNECTIONS, Statements::heldRows);
        Load quick = new Load(QUICK_RATE, duration, QUICK_CONNECTIONS, statements::someRows);
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
                HeldTable _ = HeldTable.holdOn(server)) {
            Future<Histogram> held = beside.submit(() -> OpenLoop.run(address, slow, clock));
            Histogram latencies = OpenLoop.run(address, quick, clock);
            held.get();
            return latencies;
        } catch (ExecutionException e) {
            throw new BenchException("statements that are held up failed", e);
        }
    }
}
