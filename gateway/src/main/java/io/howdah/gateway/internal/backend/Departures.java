package io.howdah.gateway.internal.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Who waits for backends of one shard to be gone. Confined to its loop. */
final class Departures {
    private final List<Watch> watches = new ArrayList<>();

    private record Watch(BooleanSupplier gone, CompletableFuture<Void> done) {
        boolean isOver() {
            return done.isDone() || (gone.getAsBoolean() && done.complete(null));
        }
    }

    /** Completes {@code done} once {@code gone} is true: now, or when a backend has ended. */
    void await(BooleanSupplier gone, CompletableFuture<Void> done) {
        Watch watch = new Watch(gone, done);
        if (!watch.isOver()) {
            watches.add(watch);
        }
    }

    /** A backend has ended. */
    void check() {
        if (!watches.isEmpty()) {
            watches.removeIf(Watch::isOver);
        }
    }
}
