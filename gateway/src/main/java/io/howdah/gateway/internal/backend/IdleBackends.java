package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/**
 * The backends of one shard that nobody holds, the longest idle first. Confined to its loop.
 *
 * <p>The one used last is lent first, so that those which are not needed grow old and are closed.
 */
final class IdleBackends {
    private final ArrayDeque<Backend> idle = new ArrayDeque<>();

    boolean isEmpty() {
        return idle.isEmpty();
    }

    void add(Backend backend) {
        idle.addLast(backend);
    }

    boolean remove(Backend backend) {
        return idle.remove(backend);
    }

    /** The next one to lend, or null; what has become unfit for that is closed. */
    @Nullable Backend take() {
        Backend backend = idle.pollLast();
        while (backend != null && !backend.isClean()) {
            backend.close();
            backend = idle.pollLast();
        }
        return backend;
    }

    /** The one that has been idle longest, or null. */
    @Nullable Backend longest() {
        return idle.peekFirst();
    }

    /** Closes the one that has been idle longest; there must be one. */
    void closeLongest() {
        idle.removeFirst().close();
    }

    void closeAll() {
        while (!idle.isEmpty()) {
            closeLongest();
        }
    }
}
