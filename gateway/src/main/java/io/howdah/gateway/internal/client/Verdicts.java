package io.howdah.gateway.internal.client;

import io.howdah.catalog.Catalog;
import io.howdah.catalog.CatalogVerdict.Finding;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.sql.Digest;
import io.howdah.sql.DigestTable;
import io.howdah.sql.Digester;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the catalogue of one database says of statements, by their digests, for the clients of one
 * loop. Confined to it.
 */
final class Verdicts {
    private static final int LIMIT = 2_000;

    private final DigestTable<List<Finding>> byDigest = new DigestTable<>(LIMIT);
    private final Digester digester = new Digester();
    private @Nullable Catalog of;

    /** All there are, one a loop and database. Safe from any thread. */
    static final class Tables {
        private record Key(int loop, String database) {}

        private final Map<Key, Verdicts> tables = new ConcurrentHashMap<>();

        Verdicts of(Loop loop, String database) {
            return tables.computeIfAbsent(new Key(loop.index(), database), key -> new Verdicts());
        }
    }

    /** They are about to be made of {@code catalog}; those of another are forgotten. */
    void madeOf(@Nullable Catalog catalog) {
        if (of != catalog) {
            of = catalog;
            byDigest.clear();
        }
    }

    /** Reads the text that is to be found. */
    Digester digester() {
        return digester;
    }

    /** What is known of the text last read; null if nothing. */
    @Nullable List<Finding> find() {
        return byDigest.find(digester);
    }

    /** Remembers what was found, unless the text has no digest. */
    void put(@Nullable Digest digest, List<Finding> findings) {
        if (digest != null) {
            byDigest.put(digest, List.copyOf(findings));
        }
    }
}
