package io.howdah.bench.tail;

import io.howdah.base.Randomness;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When statements arrive, whatever becomes of those before. Shared by all threads. */
@FunctionalInterface
public interface Arrivals {
    /** Nanoseconds from the start until this one is due; the first is number 0. */
    long due(long number);

    /** So many a second, evenly spread. */
    static Arrivals even(double rate) {
        double interval = TimeUnit.SECONDS.toNanos(1) / rate;
        return number -> (long) (number * interval);
    }

    /**
     * So many a second on average, each without regard to the others, as from many clients: a
     * Poisson process. After {@code duration} nobody comes.
     */
    static Arrivals byChance(double rate, Duration duration, Randomness random) {
        double interval = TimeUnit.SECONDS.toNanos(1) / rate;
        long[] times = new long[(int) (rate * duration.toNanos() / 1e9 * 1.5) + 100];
        double time = 0;
        for (int i = 0; i < times.length; i++) {
            time += interval * random.nextExponential();
            times[i] = (long) time;
        }
        return number ->
                number < times.length
                        ? times[(int) number]
                        : Math.max(times[times.length - 1], duration.toNanos()) + 1;
    }
}
