package io.howdah.bench.nodes;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Wakes a selector at a time that it is told: selectors by themselves wait for whole milliseconds,
 * and service times are about as long. A thread of its own.
 */
final class Alarm implements AutoCloseable {
    private final LongSupplier now;
    private final Runnable ring;
    private final AtomicLong time = new AtomicLong(Agenda.NEVER);
    private final Thread thread = Thread.ofPlatform().daemon().name("alarm").unstarted(this::run);

    private volatile boolean closed;

    Alarm(LongSupplier now, Runnable ring) {
        this.now = now;
        this.ring = ring;
    }

    void start() {
        thread.start();
    }

    /** Has it ring once, at {@code next} rather than when it was to. */
    void set(long next) {
        if (next < time.getAndSet(next)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            long next = time.get();
            long left = next - now.getAsLong();
            if (next == Agenda.NEVER) {
                LockSupport.park();
            } else if (left > 0) {
                LockSupport.parkNanos(left);
            } else if (time.compareAndSet(next, Agenda.NEVER)) {
                ring.run();
            }
        }
    }
}
