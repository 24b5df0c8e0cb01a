package io.howdah.gateway.internal.client;

import io.howdah.sql.StatementKind;
import io.howdah.sql.TextProfile;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Why one client keeps its backend in transaction mode. Confined to its loop. */
final class Pins {
    private static final Pin[] ALL = Pin.values();

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

    void remove(Pin pin) {
        if (reasons.remove(pin) && reasons.isEmpty()) {
            pinnedClients.decrementAndGet();
        }
    }

    /**
     * Adds everything that {@code profile} gives reason for.
     *
     * @param hubListens whether LISTEN needs no backend of the client's
     * @param catalogued whether it is known what procedures do
     */
    void addFor(TextProfile profile, boolean hubListens, boolean catalogued) {
        boolean known = catalogued && profile.only() == StatementKind.CALL;
        for (Pin pin : ALL) {
            if (pin.effect() != null
                    && profile.has(pin.effect())
                    && (pin != Pin.LISTEN || !hubListens)
                    && (pin != Pin.CODE || !known)) {
                add(pin);
            }
        }
    }

    /** Whether {@code profile} gives a reason that PostgreSQL can be asked about later. */
    static boolean isCheckable(TextProfile profile) {
        for (Pin pin : ALL) {
            if (pin.check() != null && pin.effect() != null && profile.has(pin.effect())) {
                return true;
            }
        }
        return false;
    }

    boolean contains(Pin pin) {
        return reasons.contains(pin);
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    /** Whether PostgreSQL can be asked whether they are still needed, all of them. */
    boolean areCheckable() {
        for (Pin pin : reasons) {
            if (pin.check() == null) {
                return false;
            }
        }
        return true;
    }

    /** The reasons there are now. */
    Set<Pin> reasons() {
        return Collections.unmodifiableSet(reasons);
    }

    void clear() {
        if (!reasons.isEmpty()) {
            reasons.clear();
            pinnedClients.decrementAndGet();
        }
    }
}
