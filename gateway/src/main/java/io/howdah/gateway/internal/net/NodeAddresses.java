package io.howdah.gateway.internal.net;

import io.howdah.gateway.control.HostSnapshot;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The addresses of the nodes' names, remembered for a time, and looked up again when that is over.
 * Safe from any thread.
 *
 * <p>A name that is not found any more keeps the addresses it had: a name server that is down must
 * not take the databases with it.
 */
public final class NodeAddresses {
    /** Who knows the addresses. */
    public interface LookUp {
        /** The addresses of {@code name}, at least one; may block. */
        InetAddress[] of(String name) throws UnknownHostException;
    }

    private record Entry(List<InetAddress> addresses, boolean failed, long sinceNanos) {}

    private final Map<String, Entry> known = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final LookUp source;
    private final LongSupplier nanos;
    private volatile Set<String> kept = Set.of();
    private volatile BiConsumer<String, Set<InetAddress>> moved = (name, addresses) -> {};
    private volatile long ttlNanos;
    private volatile long failureTtlNanos;

    /**
     * Nothing is known yet.
     *
     * @param nanos a monotonic reading, see {@link io.howdah.base.Clock#nanos}
     */
    public NodeAddresses(LookUp source, LongSupplier nanos, Duration ttl, Duration failureTtl) {
        this.source = source;
        this.nanos = nanos;
        keepFor(ttl, failureTtl);
    }

    /** How long addresses, and failures, are taken as known from now on. */
    public void keepFor(Duration ttl, Duration failureTtl) {
        ttlNanos = ttl.toNanos();
        failureTtlNanos = failureTtl.toNanos();
    }

    /** These names are wanted, whoever connects to them. */
    public void keep(Set<String> names) {
        kept = Set.copyOf(names);
    }

    /**
     * All addresses of {@code name} as last heard of, in no order; looked up, which blocks, only
     * when nothing has been heard of it. Empty: there is none, or nobody could tell.
     */
    public List<InetAddress> all(String name) {
        Entry entry = known.get(name);
        if (entry != null) {
            return entry.addresses;
        }
        try {
            return lookUp(name);
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    /** {@code listener} is told when the addresses of a name have changed; on any thread. */
    public void whenMoved(BiConsumer<String, Set<InetAddress>> listener) {
        moved = listener;
    }

    /**
     * The addresses of {@code name}; null: they have to be looked up.
     *
     * @throws UnknownHostException when it was not found a short time ago
     */
    @Nullable List<InetAddress> fresh(String name) throws UnknownHostException {
        Entry entry = known.get(name);
        if (entry == null || leftNanos(entry) <= 0) {
            return null;
        }
        return addresses(entry, name);
    }

    private static List<InetAddress> addresses(Entry entry, String name)
            throws UnknownHostException {
        if (entry.addresses.isEmpty()) {
            throw new UnknownHostException(name);
        }
        return entry.addresses;
    }

    private long leftNanos(Entry entry) {
        return (entry.failed ? failureTtlNanos : ttlNanos) - (nanos.getAsLong() - entry.sinceNanos);
    }

    /** Looks {@code name} up, whatever is known of it; blocks. */
    List<InetAddress> lookUp(String name) throws UnknownHostException {
        Entry before = known.get(name);
        List<InetAddress> old = before == null ? List.of() : before.addresses;
        Entry now;
        try {
            now = new Entry(List.of(source.of(name)), false, nanos.getAsLong());
        } catch (UnknownHostException e) {
            now = new Entry(old, true, nanos.getAsLong());
        }
        known.put(name, now);
        Set<InetAddress> addresses = Set.copyOf(now.addresses);
        if (!old.isEmpty() && !addresses.equals(Set.copyOf(old))) {
            moved.accept(name, addresses);
        }
        return addresses(now, name);
    }

    /** Nobody answers at {@code name}: it is looked up before it is used again. */
    void unreachable(String name) {
        known.computeIfPresent(
                name,
                (same, entry) ->
                        new Entry(entry.addresses, entry.failed, nanos.getAsLong() - ttlNanos));
    }

    /**
     * Looks up again, in the background, what is known for too long, and forgets what is not among
     * {@code wanted}; called about once a second.
     */
    public void refresh(Set<String> wanted) {
        known.keySet().removeIf(name -> !wanted.contains(name) && !kept.contains(name));
        known.forEach(
                (name, entry) -> {
                    if (leftNanos(entry) <= 0 && underWay.add(name)) {
                        Thread.startVirtualThread(() -> refresh(name));
                    }
                });
    }

    private void refresh(String name) {
        try {
            lookUp(name);
        } catch (UnknownHostException e) {
            // It is remembered as such.
        } finally {
            underWay.remove(name);
        }
    }

    /** What is known now, in no order. */
    public List<HostSnapshot> hosts() {
        return known.entrySet().stream()
                .map(
                        each ->
                                new HostSnapshot(
                                        each.getKey(),
                                        each.getValue().addresses,
                                        Duration.ofNanos(leftNanos(each.getValue()))))
                .toList();
    }
}
