package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The backends of one shard that nobody holds, the longest idle first. Confined to its loop, but
 * for {@link #longestSince}.
 *
 * <p>The one used last is lent first, so that those which are not needed grow old and are closed;
 * in turn, the one that has been idle longest.
 */
final class IdleBackends {
    private final ArrayDeque<Backend> idle = new ArrayDeque<>();
    private final AtomicLong longestSince = new AtomicLong(LoopPool.NONE_IDLE);
    private final Predicate<Backend> fit;

    /**
     * None yet.
     *
     * @param fit whether one can still be lent; else it is closed when its turn comes
     */
    IdleBackends(Predicate<Backend> fit) {
        this.fit = fit;
    }

    boolean isEmpty() {
        return idle.isEmpty();
    }

    void add(Backend backend) {
        idle.addLast(backend);
        publish();
    }

    boolean remove(Backend backend) {
        boolean removed = idle.remove(backend);
        publish();
        return removed;
    }

    /** The next one to lend, or null; what has become unfit for that is closed. */
    @Nullable Backend next(boolean inTurn) {
        Backend backend = peek(inTurn);
        while (backend != null && !fit.test(backend)) {
            remove(backend);
            backend.close();
            backend = peek(inTurn);
        }
        return backend;
    }

    private @Nullable Backend peek(boolean inTurn) {
        return inTurn ? idle.peekFirst() : idle.peekLast();
    }

    /** Takes the one that {@link #next} has answered. */
    void takeNext(boolean inTurn) {
        if (inTurn) {
            idle.removeFirst();
        } else {
            idle.removeLast();
        }
        publish();
    }

    /** The one that has been idle longest, or null. */
    @Nullable Backend longest() {
        return idle.peekFirst();
    }

    /** Since when the longest idle one is, {@link LoopPool#NONE_IDLE} without one; any thread. */
    long longestSince() {
        return longestSince.get();
    }

    /** Closes the one that has been idle longest; there must be one. */
    void closeLongest() {
        Backend longest = idle.removeFirst();
        publish();
        longest.close();
    }

    /** Closes all that can not be lent any more. */
    void closeUnfit() {
        closeIf(fit.negate());
    }

    /** Closes all for which this holds. */
    void closeIf(Predicate<Backend> due) {
        if (idle.isEmpty()) {
            return;
        }
        for (Backend backend : idle.toArray(Backend[]::new)) {
            if (due.test(backend)) {
                remove(backend);
                backend.close();
            }
        }
    }

    void closeAll() {
        while (!idle.isEmpty()) {
            closeLongest();
        }
    }

    private void publish() {
        Backend longest = idle.peekFirst();
        long since = longest == null ? LoopPool.NONE_IDLE : longest.idleSince();
        if (longestSince.getPlain() != since) {
            longestSince.setRelease(since);
        }
    }
}
