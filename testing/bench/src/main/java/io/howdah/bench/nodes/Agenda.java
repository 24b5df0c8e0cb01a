package io.howdah.bench.nodes;

import io.howdah.base.Clock;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to be done, and when. One thread. */
final class Agenda {
    /** When nothing is to be done. */
    static final long NEVER = Long.MAX_VALUE;

    private final Clock clock;
    private final long origin;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(
                    Comparator.comparingLong(Entry::time).thenComparingLong(Entry::number));
    private long count;

    Agenda(Clock clock) {
        this.clock = clock;
        origin = clock.nanos();
    }

    /** Nanoseconds since it was made. */
    long now() {
        return clock.nanos() - origin;
    }

    /** Has {@code action} done at {@code time}; of several at one time, the first first. */
    void at(long time, Runnable action) {
        entries.add(new Entry(time, count++, action));
    }

    /** The time of what is next, or {@link #NEVER}. */
    long next() {
        Entry entry = entries.peek();
        return entry == null ? NEVER : entry.time;
    }

    /** Does what is due. */
    void run() {
        while (next() <= now()) {
            entries.remove().action.run();
        }
    }

    private record Entry(long time, long number, Runnable action) {}
}
