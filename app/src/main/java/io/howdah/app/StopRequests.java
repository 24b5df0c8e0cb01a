package io.howdah.app;

import org.jspecify.annotations.Nullable;

/**
 * Hands stop requests, which come on the JVM's signal thread, to the thread that runs the command.
 *
 * <p>That thread either waits for a request, or does interruptible work (starting, draining) that a
 * request cuts short, or is closing, when requests change nothing any more.
 */
final class StopRequests {
    private @Nullable Stop pending;
    private @Nullable Thread worker;
    private Runnable hangUp = () -> request(Stop.FAST);

    /** What a hang-up does from now on; until then it stops fast, as when a terminal is closed. */
    synchronized void onHangUp(Runnable action) {
        hangUp = action;
    }

    /** A hang-up has come; its action runs on a thread of its own. */
    synchronized void hangUp() {
        Thread.startVirtualThread(hangUp);
    }

    /** Work that a request may interrupt. */
    interface Work<T, E extends Exception> {
        T run() throws E, InterruptedException;
    }

    /** Asks to stop. Safe from any thread. */
    synchronized void request(Stop stop) {
        pending = stop;
        if (worker != null) {
            worker.interrupt();
        }
        notifyAll();
    }

    /** Waits for a request and takes it: another one is then needed to cut a drain short. */
    synchronized Stop await() throws InterruptedException {
        while (pending == null) {
            wait();
        }
        Stop stop = pending;
        pending = null;
        return stop;
    }

    /**
     * Runs {@code work} in the calling thread.
     *
     * @throws InterruptedException when a request came before or meanwhile
     */
    <T, E extends Exception> T interruptible(Work<T, E> work) throws E, InterruptedException {
        synchronized (this) {
            if (pending != null) {
                throw new InterruptedException("asked to stop");
            }
            worker = Thread.currentThread();
        }
        try {
            return work.run();
        } finally {
            release();
        }
    }

    /** A request that came too late for the work must not interrupt the closing after it. */
    private synchronized void release() {
        worker = null;
        if (pending != null) {
            boolean _ = Thread.interrupted();
        }
    }
}
