package io.howdah.gateway.internal.client;

import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.sql.StatementKind;
import io.howdah.sql.TextProfile;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Why one client keeps its backend in transaction mode. Confined to its loop. */
final class Pins {
    private static final Pin[] ALL = Pin.values();

    private static final int LONGEST_DETAIL = 200;

    private final Set<Pin> reasons = EnumSet.noneOf(Pin.class);
    private final Map<Pin, String> details = new EnumMap<>(Pin.class);
    private final AtomicInteger pinnedClients;
    private final LongSupplier nanos;
    private long sinceNanos;

    /**
     * None yet.
     *
     * @param pinnedClients counts the clients that have any
     * @param nanos see {@link io.howdah.base.Clock#nanos}
     */
    Pins(AtomicInteger pinnedClients, LongSupplier nanos) {
        this.pinnedClients = pinnedClients;
        this.nanos = nanos;
    }

    /** The reasons, as an operator reads them. */
    List<ClientSnapshot.Reason> named() {
        return reasons.stream()
                .map(
                        pin ->
                                new ClientSnapshot.Reason(
                                        pin.toString(), details.getOrDefault(pin, "")))
                .toList();
    }

    /** When the first of them came. */
    long sinceNanos() {
        return sinceNanos;
    }

    void add(Pin pin) {
        boolean first = reasons.isEmpty();
        if (reasons.add(pin) && first) {
            sinceNanos = nanos.getAsLong();
            pinnedClients.incrementAndGet();
        }
    }

    /**
     * Adds {@code pin}, and what in particular gave reason for it, of which the first is kept.
     *
     * @param detail as an operator reads it; what is beyond 200 characters is cut
     */
    void add(Pin pin, String detail) {
        add(pin);
        details.putIfAbsent(pin, detail.substring(0, Math.min(LONGEST_DETAIL, detail.length())));
    }

    void remove(Pin pin) {
        details.remove(pin);
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

    /** Whether any of them stands for something that is lost with the backend. */
    boolean holdState() {
        for (Pin pin : reasons) {
            if (pin != Pin.SEQUENCE && pin != Pin.UNKNOWN_OBJECT) {
                return true;
            }
        }
        return false;
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
        details.clear();
        if (!reasons.isEmpty()) {
            reasons.clear();
            pinnedClients.decrementAndGet();
        }
    }
}
