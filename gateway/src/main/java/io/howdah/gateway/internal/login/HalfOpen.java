package io.howdah.gateway.internal.login;

import io.howdah.gateway.internal.GatewayMetrics;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The connections that have not logged in yet, which anybody can open: there is a bound on them, of
 * their own, so that they never take the places of clients. Safe from any thread.
 *
 * <p>When all places are taken, a new connection takes that of the oldest, for an honest log-in is
 * the matter of a moment. An address that has more than half of all places loses one of its own: a
 * flood from one place then only drowns itself.
 */
public final class HalfOpen {
    private final int limit;
    private final GatewayMetrics metrics;
    private final Set<Place> places = new LinkedHashSet<>();
    private final Map<Object, Set<Place>> byAddress = new HashMap<>();

    /** A connection's place, by identity. */
    public static final class Place {
        private final Object address;
        private final Runnable drop;

        private Place(Object address, Runnable drop) {
            this.address = address;
            this.drop = drop;
        }
    }

    /**
     * @param limit how many there may be
     */
    public HalfOpen(int limit, GatewayMetrics metrics) {
        this.limit = limit;
        this.metrics = metrics;
    }

    /**
     * Takes a place, if need be from somebody.
     *
     * @param address null on a Unix socket
     * @param drop ends the connection; run on the thread of whoever takes its place
     */
    public Place enter(@Nullable InetAddress address, Runnable drop) {
        Place place = new Place(address == null ? "local" : address, drop);
        Place victim = null;
        synchronized (places) {
            if (places.size() >= limit) {
                victim = oldest(place.address);
                remove(victim);
            }
            places.add(place);
            metrics.logins.incrementAndGet();
            byAddress.computeIfAbsent(place.address, _ -> new LinkedHashSet<>()).add(place);
        }
        if (victim != null) {
            metrics.loginsDropped.increment();
            victim.drop.run();
        }
        return place;
    }

    private Place oldest(Object address) {
        Set<Place> own = byAddress.get(address);
        Iterator<Place> candidates =
                own != null && own.size() > limit / 2 ? own.iterator() : places.iterator();
        return candidates.next();
    }

    /** Gives up a place: the connection has logged in, or ended. Once more does no harm. */
    public void leave(Place place) {
        synchronized (places) {
            remove(place);
        }
    }

    private void remove(Place place) {
        if (places.remove(place)) {
            metrics.logins.decrementAndGet();
            Set<Place> own = byAddress.get(place.address);
            if (own != null && own.remove(place) && own.isEmpty()) {
                byAddress.remove(place.address);
            }
        }
    }
}
