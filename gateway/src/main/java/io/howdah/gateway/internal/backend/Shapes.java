package io.howdah.gateway.internal.backend;

import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.control.DigestSnapshot;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.sql.Digest;
import io.howdah.sql.DigestTable;
import io.howdah.sql.Digester;
import io.howdah.sql.ParameterValues;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The statements that pass one part of a pool, by their digests. Confined to its loop.
 *
 * <p>Bounded: the least recently used digest makes room.
 */
public final class Shapes {
    private static final int LIMIT = 2_000;
    private static final int PATIENCES = 10;
    private static final int SLOW_FACTOR = 16;
    private static final int WEIGHT = 64;

    private final DigestTable<Shape> byDigest = new DigestTable<>(LIMIT);
    private final Digester digester = new Digester();

    private final Supplier<MultiplexingSettings> limits;
    private final GatewayMetrics metrics;
    private final ParameterValues values = new ParameterValues();
    private long usualNanos;

    Shapes(Supplier<MultiplexingSettings> limits, GatewayMetrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
    }

    /** Where the values in a text are noted; whoever does so next forgets those of before. */
    public ParameterValues values() {
        return values;
    }

    /** Statements that were prepared are asked as they come again, which is quicker. */
    void takenBack() {
        metrics.preparationsTakenBack.increment();
    }

    /** From where on one is slow, as others go; takes note of how long one more has taken. */
    long slowNanos(long elapsedNanos) {
        usualNanos += (elapsedNanos - usualNanos) / WEIGHT;
        return Math.max(PATIENCES * limits.get().patience().toNanos(), SLOW_FACTOR * usualNanos);
    }

    /**
     * That of a text.
     *
     * @return null: it is too long for a digest, or not a text that PostgreSQL takes
     */
    public @Nullable Shape of(
            byte[] text, int offset, int length, boolean standardConformingStrings) {
        digester.read(text, offset, length, standardConformingStrings);
        Shape known = byDigest.find(digester);
        if (known == null && digester.hasDigest()) {
            Digest digest = digester.digest();
            known = new Shape(this, digest.hash());
            byDigest.put(digest, known);
        }
        return known;
    }

    /** What there is, as it stands. */
    public List<DigestSnapshot> describe(String database) {
        List<DigestSnapshot> all = new ArrayList<>();
        byDigest.forEach(
                (digest, shape) ->
                        all.add(
                                new DigestSnapshot(
                                        digest.hash(),
                                        database,
                                        digest.text(),
                                        shape.calls(),
                                        TimeUnit.NANOSECONDS.toMicros(shape.nanos()),
                                        shape.rows())));
        return all;
    }
}
