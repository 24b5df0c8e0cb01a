package io.howdah.gateway.internal.backend;

import io.howdah.gateway.control.DigestSnapshot;
import io.howdah.sql.DigestTable;
import io.howdah.sql.Digester;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How often, for how long and with how many rows PostgreSQL was at statements, by their digests.
 * Confined to the loop of its pool's part.
 *
 * <p>Bounded: the least recently used digest makes room.
 */
public final class StatementFigures {
    private static final int LIMIT = 1_000;

    private final DigestTable<Figures> byDigest = new DigestTable<>(LIMIT);
    private final Digester digester = new Digester();

    /** Those of one digest. */
    public static final class Figures {
        private long calls;
        private long nanos;
        private long rows;

        private Figures() {}

        void add(long elapsedNanos, long moreRows) {
            calls++;
            nanos += elapsedNanos;
            rows += moreRows;
        }
    }

    StatementFigures() {}

    /**
     * Those of a text.
     *
     * @return null: it is too long for a digest, or not a text that PostgreSQL takes
     */
    public @Nullable Figures of(
            byte[] text, int offset, int length, boolean standardConformingStrings) {
        digester.read(text, offset, length, standardConformingStrings);
        Figures known = byDigest.find(digester);
        if (known == null && digester.hasDigest()) {
            known = new Figures();
            byDigest.put(digester.digest(), known);
        }
        return known;
    }

    /** What there is, as it stands. */
    public List<DigestSnapshot> describe(String database) {
        List<DigestSnapshot> all = new ArrayList<>();
        byDigest.forEach(
                (digest, figures) ->
                        all.add(
                                new DigestSnapshot(
                                        digest.hash(),
                                        database,
                                        digest.text(),
                                        figures.calls,
                                        TimeUnit.NANOSECONDS.toMicros(figures.nanos),
                                        figures.rows)));
        return all;
    }
}
