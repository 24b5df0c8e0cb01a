package io.howdah.sql;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * A bounded table by digest, from which the least recently used goes when it is full. Finding makes
 * no object. A hash that two digests share confuses nobody: a match is confirmed on the folded
 * text. For one thread.
 *
 * @param <V> what is kept for a digest
 */
public final class DigestTable<V> {
    private final int capacity;
    private final @Nullable Entry<V>[] chains;
    private @Nullable Entry<V> newest;
    private @Nullable Entry<V> oldest;
    private int size;
    private long evictions;

    /**
     * An empty table.
     *
     * @param capacity the most digests it keeps, at least one
     */
    public DigestTable(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
        }
        this.capacity = capacity;
        this.chains = chains(Integer.highestOneBit(capacity) * 2);
    }

    /** What is kept for the text that the digester has last read; null if nothing. */
    public @Nullable V find(Digester digester) {
        Entry<V> entry = chains[slot(digester.hash())];
        while (entry != null && !digester.matches(entry.digest)) {
            entry = entry.chained;
        }
        if (entry == null) {
            return null;
        }
        touch(entry);
        return entry.value;
    }

    /** Keeps a value for a digest, in place of the one kept before. */
    public void put(Digest digest, V value) {
        Entry<V> entry = chains[slot(digest.hash())];
        while (entry != null && !entry.digest.equals(digest)) {
            entry = entry.chained;
        }
        if (entry != null) {
            entry.value = value;
            touch(entry);
            return;
        }
        if (size == capacity && oldest != null) {
            remove(oldest);
            evictions++;
        }
        add(new Entry<>(digest, value));
    }

    /** The number of digests kept. */
    public int size() {
        return size;
    }

    /** How many digests have gone because the table was full. */
    public long evictions() {
        return evictions;
    }

    /** Shows everything, the most recently used first. */
    public void forEach(BiConsumer<? super Digest, ? super V> consumer) {
        for (Entry<V> entry = newest; entry != null; entry = entry.older) {
            consumer.accept(entry.digest, entry.value);
        }
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.fill(chains, null);
        newest = null;
        oldest = null;
        size = 0;
    }

    private void add(Entry<V> entry) {
        int slot = slot(entry.digest.hash());
        entry.chained = chains[slot];
        chains[slot] = entry;
        link(entry);
        size++;
    }

    private void remove(Entry<V> entry) {
        int slot = slot(entry.digest.hash());
        Entry<V> before = null;
        for (Entry<V> at = chains[slot]; at != null && at != entry; at = at.chained) {
            before = at;
        }
        if (before == null) {
            chains[slot] = entry.chained;
        } else {
            before.chained = entry.chained;
        }
        unlink(entry);
        size--;
    }

    private void touch(Entry<V> entry) {
        if (entry != newest) {
            unlink(entry);
            link(entry);
        }
    }

    private void link(Entry<V> entry) {
        entry.newer = null;
        entry.older = newest;
        if (newest != null) {
            newest.newer = entry;
        }
        newest = entry;
        if (oldest == null) {
            oldest = entry;
        }
    }

    private void unlink(Entry<V> entry) {
        if (entry.newer == null) {
            newest = entry.older;
        } else {
            entry.newer.older = entry.older;
        }
        if (entry.older == null) {
            oldest = entry.newer;
        } else {
            entry.older.newer = entry.newer;
        }
    }

    private int slot(long hash) {
        return (int) (hash >>> Integer.SIZE) & (chains.length - 1);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <V> @Nullable Entry<V>[] chains(int length) {
        return new Entry[length];
    }

    /** A digest with its value, in a chain by hash and in the order of use. */
    private static final class Entry<V> {
        private final Digest digest;
        private V value;
        private @Nullable Entry<V> chained;
        private @Nullable Entry<V> newer;
        private @Nullable Entry<V> older;

        Entry(Digest digest, V value) {
            this.digest = digest;
            this.value = value;
        }
    }
}
