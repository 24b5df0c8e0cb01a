package io.howdah.app.log;

import io.howdah.base.Clock;
import io.howdah.base.metrics.Metrics;

import java.time.Duration;
import java.util.Map;

/** Logs a line of statistics each period, from a thread of its own. */
public final class StatisticsLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.howdah.statistics");

    private final Metrics metrics;
    private final Clock clock;
    private final Thread thread;

    private StatisticsLog(Metrics metrics, Clock clock, Duration period) {
        this.metrics = metrics;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("statistics").unstarted(() -> run(period));
    }

    /**
     * Begins to log.
     *
     * @param period between two lines; 0: never
     */
    public static StatisticsLog start(Metrics metrics, Clock clock, Duration period) {
        StatisticsLog log = new StatisticsLog(metrics, clock, period);
        if (!period.isZero()) {
            log.thread.start();
        }
        return log;
    }

    private void run(Duration period) {
        Map<String, Long> before = metrics.snapshot();
        long beforeNanos = clock.nanos();
        try {
            while (true) {
                Thread.sleep(period);
                Map<String, Long> now = metrics.snapshot();
                long nanos = clock.nanos();
                LOG.log(
                        System.Logger.Level.INFO,
                        StatisticsLine.of(before, now, Duration.ofNanos(nanos - beforeNanos)));
                before = now;
                beforeNanos = nanos;
            }
        } catch (InterruptedException _) {
            // Closed.
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "no more statistics: this is a bug", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
