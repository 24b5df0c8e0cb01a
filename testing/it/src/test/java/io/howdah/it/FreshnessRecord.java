package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What the {@link FreshnessClient}s of one test have seen. Safe from any thread. */
final class FreshnessRecord {
    private static final int MOST_WORDS = 20;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final LongAdder writes = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder back = new LongAdder();
    private final LongAdder ahead = new LongAdder();
    private final AtomicLongArray counters = new AtomicLongArray(FreshnessClient.CLIENTS);
    private final AtomicLongArray marks = new AtomicLongArray(FreshnessClient.CLIENTS);
    private final Queue<String> words = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

    /** What each client has been told that it has written to its counter. */
    AtomicLongArray counters() {
        return counters;
    }

    /** The same of its marks. */
    AtomicLongArray marks() {
        return marks;
    }

    /** Whether clients shall go on. */
    boolean isRunning() {
        return stopped.getCount() > 0;
    }

    void stop() {
        stopped.countDown();
    }

    /** Waits until the time is over, or the clients have stopped. */
    void run(Duration time) throws InterruptedException {
        boolean _ = stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    void wrote() {
        writes.increment();
    }

    void read() {
        reads.increment();
    }

    /** A client has read less than it has written. */
    void stale(String what) {
        stale.increment();
        say(what);
    }

    /** A client has read less than it has read before. */
    void back(String what) {
        back.increment();
        say(what);
    }

    /**
     * A client has read less than it has read before, of what its writer has not been told yet that
     * it is committed: a replica may show a commit before the primary does, whose server process
     * has yet to go on.
     */
    void ahead() {
        ahead.increment();
    }

    private void say(String what) {
        if (words.size() < MOST_WORDS) {
            words.add(what);
        }
    }

    /** A client has got an error, which none should; ends the test. */
    void failed(Throwable error) {
        errors.add(error);
        stop();
    }

    long reads() {
        return reads.sum();
    }

    /** How many reads saw too little. */
    long wrong() {
        return stale.sum() + back.sum() + ahead.sum();
    }

    /** Throws what clients have met with. */
    void checkErrors() {
        AssertionError all = new AssertionError(errors.size() + " errors; " + this);
        errors.forEach(all::addSuppressed);
        if (!errors.isEmpty()) {
            throw all;
        }
    }

    /** Throws unless every read saw enough. */
    void check() {
        checkErrors();
        assertEquals(List.of(), List.copyOf(words), toString());
    }

    @Override
    public String toString() {
        return "%d writes, %d reads, %d stale, %d back, %d before their writers"
                .formatted(writes.sum(), reads.sum(), stale.sum(), back.sum(), ahead.sum());
    }
}
