package io.howdah.gateway.internal.net;

import io.howdah.base.Clock;
import io.netty.channel.EventLoop;

import java.util.ArrayList;
import java.util.List;

/**
 * One event loop with what its connections share. Confined to the loop's thread, but for {@link
 * #execute}.
 *
 * <p>Connections do not write when they have something to say: they put it into their {@link
 * Outbox} and the loop flushes every outbox once, after all input of the iteration has been
 * handled. That is what makes one system call out of many statements.
 */
public final class Loop {
    private final int index;
    private final EventLoop executor;
    private final Clock clock;
    private List<Outbox> unflushed = new ArrayList<>();
    private List<Outbox> flushing = new ArrayList<>();
    private final List<Runnable> beforeFlush = new ArrayList<>();
    private byte[] scratch = new byte[16 * 1024];

    /**
     * @param index the loop's number within the process, from 0
     */
    public Loop(int index, EventLoop executor, Clock clock) {
        this.index = index;
        this.executor = executor;
        this.clock = clock;
    }

    /** The loop's number within the process, from 0. */
    public int index() {
        return index;
    }

    /** The Netty loop behind it. */
    public EventLoop executor() {
        return executor;
    }

    /** A monotonic reading, see {@link Clock#nanos}. */
    public long nanos() {
        return clock.nanos();
    }

    /** Runs {@code task} on this loop's thread; from any thread. */
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** An array of at least {@code length} bytes whose content lasts until the next call. */
    public byte[] scratch(int length) {
        if (scratch.length < length) {
            if (length > 256 * 1024) {
                return new byte[length];
            }
            scratch = new byte[Integer.highestOneBit(length) * 2];
        }
        return scratch;
    }

    /** Runs {@code task} once, before what waits in outboxes now is sent; it may add to that. */
    public void beforeFlush(Runnable task) {
        beforeFlush.add(task);
    }

    void flushLater(Outbox outbox) {
        if (unflushed.isEmpty()) {
            executor.execute(this::flush);
        }
        unflushed.add(outbox);
    }

    private void flush() {
        for (int i = 0; i < beforeFlush.size(); i++) {
            beforeFlush.get(i).run();
        }
        beforeFlush.clear();
        List<Outbox> batch = unflushed;
        unflushed = flushing;
        flushing = batch;
        try {
            for (Outbox outbox : batch) {
                outbox.flush();
            }
        } finally {
            batch.clear();
        }
    }
}
