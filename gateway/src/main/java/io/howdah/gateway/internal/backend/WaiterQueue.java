package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Who waits for a backend of one shard, the longest first. Confined to its loop. */
final class WaiterQueue {
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private final AtomicInteger figure;

    /**
     * Nobody waits.
     *
     * @param figure counts those who wait in the whole process
     */
    WaiterQueue(AtomicInteger figure) {
        this.figure = figure;
    }

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    int size() {
        return waiters.size();
    }

    void add(Waiter waiter) {
        waiters.addLast(waiter);
        figure.incrementAndGet();
    }

    /** {@code waiter} does not wait any more; of no effect if it has not. */
    void remove(Waiter waiter) {
        if (waiters.remove(waiter)) {
            figure.decrementAndGet();
        }
    }

    /** The one that has waited longest, or null. */
    @Nullable Waiter first() {
        return waiters.peekFirst();
    }

    /** Takes the one that has waited longest; there must be one. */
    Waiter takeFirst() {
        figure.decrementAndGet();
        return waiters.removeFirst();
    }

    /** Takes those who can share a backend of these settings, {@code most} at most. */
    List<Waiter> takeSharing(SessionSettings settings, int most) {
        List<Waiter> taken =
                waiters.stream()
                        .filter(waiter -> settings.equals(waiter.sharedSettings()))
                        .limit(most)
                        .toList();
        taken.forEach(this::remove);
        return taken;
    }

    List<Waiter> takeAll() {
        return takeIf(waiter -> true);
    }

    /** Takes those of whom {@code condition} holds, the longest waiting first. */
    List<Waiter> takeIf(Predicate<Waiter> condition) {
        List<Waiter> taken = waiters.stream().filter(condition).toList();
        taken.forEach(this::remove);
        return taken;
    }
}
