package io.howdah.gateway.internal.client;

import io.howdah.sql.TextProfile;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Why one client keeps its backend in transaction mode. Confined to its loop. */
final class Pins {
    private final Set<Pin> reasons = EnumSet.noneOf(Pin.class);
    private final AtomicInteger pinnedClients;

    /**
     * None yet.
     *
     * @param pinnedClients counts the clients that have any
     */
    Pins(AtomicInteger pinnedClients) {
        this.pinnedClients = pinnedClients;
    }

    void add(Pin pin) {
        boolean first = reasons.isEmpty();
        if (reasons.add(pin) && first) {
            pinnedClients.incrementAndGet();
        }
    }

    /** Adds everything that {@code profile} gives reason for. */
    void addFor(TextProfile profile) {
        Pin.of(profile).forEach(this::add);
    }

    boolean contains(Pin pin) {
        return reasons.contains(pin);
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    void clear() {
        if (!reasons.isEmpty()) {
            reasons.clear();
            pinnedClients.decrementAndGet();
        }
    }
}
