package io.howdah.base.metrics;

import java.util.concurrent.atomic.LongAdder;

/** A number that only grows. Safe and cheap from any thread. */
public final class Counter {
    private final LongAdder sum = new LongAdder();

    /** Counts one. */
    public void increment() {
        sum.increment();
    }

    /** Counts {@code n}. */
    public void add(long n) {
        sum.add(n);
    }

    /** What was counted so far. */
    public long value() {
        return sum.sum();
    }
}
