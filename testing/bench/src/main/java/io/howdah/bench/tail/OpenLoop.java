package io.howdah.bench.tail;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.bench.client.PlainClient;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.PostgreSql;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends statements at a fixed rate and measures each from the moment at which it was due. A server
 * that stands still for a second so has made late everybody who came in that second, not only the
 * one whom it kept waiting: there is no coordinated omission to correct afterwards.
 *
 * <p>A thread for each connection, of the system rather than virtual: what is measured ends when
 * the system wakes the reader, without a scheduler of Java's in between.
 */
public final class OpenLoop {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final long LEAD_NANOS = Duration.ofMillis(50).toNanos();
    private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int DIGITS = 3;

    private final Clock clock;
    private final Load load;
    private final AtomicLong arrivals = new AtomicLong();

    private OpenLoop(Load load, Clock clock) {
        this.load = load;
        this.clock = clock;
    }

    /**
     * Latencies in nanoseconds of {@code load} on {@code address}.
     *
     * @throws BenchException when a statement fails, or is not answered for long
     */
    static Histogram run(HostPort address, Load load, Clock clock)
            throws BenchException, InterruptedException {
        return measure(address, load, clock).latencies();
    }

    /**
     * What becomes of {@code load} on {@code address}.
     *
     * @throws BenchException when a statement fails, or is not answered for long
     */
    public static Outcome measure(HostPort address, Load load, Clock clock)
            throws BenchException, InterruptedException {
        List<PlainClient> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(load.connections())) {
            try {
                for (int i = 0; i < load.connections(); i++) {
                    clients.add(PlainClient.connect(address, PostgreSql.USER, PostgreSql.USER));
                }
                return new OpenLoop(load, clock).run(clients, threads);
            } finally {
                clients.forEach(PlainClient::close); // wakes a thread that still waits
            }
        } catch (IOException e) {
            throw new BenchException("cannot connect to " + address, e);
        }
    }

    private Outcome run(List<PlainClient> clients, ExecutorService threads)
            throws BenchException, InterruptedException {
        long start = clock.nanos() + LEAD_NANOS;
        List<Future<Histogram>> parts = new ArrayList<>();
        for (PlainClient client : clients) {
            Randomness random = Randomness.seeded(parts.size());
            parts.add(threads.submit(() -> serve(client, start, random)));
        }
        Histogram all = histogram();
        try {
            for (Future<Histogram> part : parts) {
                all.add(part.get(load.duration().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS));
            }
            return new Outcome(all, (clock.nanos() - start) / 1e9);
        } catch (ExecutionException e) {
            throw new BenchException("a statement failed", e);
        } catch (TimeoutException _) {
            throw new BenchException(
                    "statements are not answered within " + GRACE.toSeconds() + " s");
        }
    }

    private Histogram serve(PlainClient client, long start, Randomness random) throws IOException {
        long end = start + load.duration().toNanos();
        Histogram latencies = histogram();
        while (true) {
            long due = start + load.arrivals().due(arrivals.getAndIncrement());
            if (due - end >= 0) {
                return latencies;
            }
            String statement = load.statement().apply(random);
            await(due);
            client.query(statement);
            latencies.recordValue(Math.min(clock.nanos() - due, LONGEST_NANOS));
        }
    }

    private void await(long due) {
        for (long left = due - clock.nanos(); left > 0; left = due - clock.nanos()) {
            LockSupport.parkNanos(left);
        }
    }

    static Histogram histogram() {
        return new Histogram(LONGEST_NANOS, DIGITS);
    }
}
