package io.howdah.routing;

import io.howdah.base.metrics.Counter;
import io.howdah.spi.balance.Change;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The last changes of mind, at most {@value #MOST}. Safe from any thread. */
final class Ledger {
    static final int MOST = 100;

    private final AtomicReference<List<Change>> changes = new AtomicReference<>(List.of());
    private final Counter noted;

    Ledger(Counter noted) {
        this.noted = noted;
    }

    void note(long nowNanos, String words) {
        noted.increment();
        Change change = new Change(nowNanos, words);
        changes.updateAndGet(before -> with(change, before));
    }

    private static List<Change> with(Change latest, List<Change> before) {
        List<Change> changes = new ArrayList<>();
        changes.add(latest);
        changes.addAll(before.subList(0, Math.min(before.size(), MOST - 1)));
        return List.copyOf(changes);
    }

    /** The latest first. */
    List<Change> changes() {
        return changes.get();
    }
}
