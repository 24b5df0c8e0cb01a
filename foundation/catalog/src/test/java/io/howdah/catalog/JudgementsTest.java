package io.howdah.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Objects;
import java.util.Set;

final class JudgementsTest {
    @Test
    void judgesFunctionsByName() {
        assertEquals(Effect.SETS.bit(), Judgements.function("set_config", "v"));
        assertEquals(0, Judgements.function("pg_sleep", "v"));
        assertEquals(0, Judgements.function("lower", "i"));
        assertEquals(0, Judgements.function("to_char", "s"));
    }

    @Test
    void prefersANameToABeginningAndALongBeginningToAShort() {
        assertEquals(
                Effect.mask(Effect.DEPENDS_ON_SESSION, Effect.NEEDS_PRIMARY),
                Judgements.function("pg_stat_get_xact_numscans", "v"));
        assertEquals(Effect.NEEDS_PRIMARY.bit(), Judgements.function("pg_stat_get_numscans", "s"));
        assertEquals(0, Judgements.function("pg_stat_clear_snapshot", "v"));
    }

    @Test
    void doesNotTrustWhatNobodyHasJudged() {
        assertEquals(Effect.HIDDEN_CODE.bit(), Judgements.function("pg_of_the_future", "v"));
        assertEquals(Effect.HIDDEN_CODE.bit(), Judgements.function("pg_of_the_future", "is"));
        assertEquals(0, Judgements.function("pg_of_the_future", "i"));
    }

    @Test
    void judgesRelationsWhereTheyAre() {
        assertEquals(
                Set.of(Effect.DEPENDS_ON_SESSION), Effect.of(relation("pg_catalog", "pg_cursors")));
        assertEquals(0, relation(null, "pg_class"));
        assertEquals(0, relation(null, "pg_statistic"));
        assertEquals(Effect.READS_SETTINGS.bit(), relation("information_schema", "tables"));
        assertNull(Judgements.relation("public", "pg_class"));
        assertNull(Judgements.relation(null, "users"));
    }

    private static int relation(@Nullable String schema, String name) {
        return Objects.requireNonNull(Judgements.relation(schema, name));
    }

    @Test
    void trustsExtensionsByVolatility() {
        assertEquals(0, Judgements.extension("postgis", "i"));
        assertNull(Judgements.extension("postgis", "v"));
        assertEquals(0, Judgements.extension("uuid-ossp", "v"));
        assertEquals(
                Effect.mask(Effect.WRITES, Effect.NEEDS_PRIMARY),
                Judgements.extension("pg_stat_statements", "v"));
        assertNull(Judgements.extension("dblink", "s"));
        assertNull(Judgements.extension(null, "i"));
    }
}
