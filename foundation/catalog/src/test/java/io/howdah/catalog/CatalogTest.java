package io.howdah.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.sql.SqlStatement;
import io.howdah.sql.SqlText;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

final class CatalogTest {
    private static final SearchPath PUBLIC = SearchPath.of(List.of("public"));

    private final List<List<@Nullable String>> rows = new ArrayList<>();

    CatalogTest() {
        for (String name : List.of("lower", "count")) {
            row("B", name, "i");
        }
        row("O", "=", null);
        row("O", "+", null);
        row("T", "t25", "pg_catalog", "text");
    }

    private void row(@Nullable String... fields) {
        rows.add(Arrays.asList(Arrays.copyOf(fields, 10)));
    }

    private void function(int oid, String schema, String name, @Nullable String body) {
        row("F", "f" + oid, schema, name, "f", "sql", "v", null, "1", body);
    }

    private void table(int oid, String schema, String name) {
        row("R", "r" + oid, schema, name, "r");
    }

    private CatalogVerdict verdict(String sql) {
        return verdict(sql, PUBLIC);
    }

    private CatalogVerdict verdict(String sql, SearchPath path, String... harmless) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        SqlStatement statement = SqlText.parse(text, 0, text.length, true).statements().getFirst();
        return Catalog.of(CatalogRows.of(rows), Set.of(harmless))
                .verdict(statement.references(), path, false);
    }

    @Test
    void namesTheObjectThatPins() {
        function(1, "app", "set_tenant", "SELECT set_config('app.t', '1', false)");
        function(2, "public", "enter", "SELECT app.set_tenant()");
        assertEquals(
                "[function app.set_tenant may change a setting of the session (set_config)]",
                verdict("SELECT enter()").pins().toString());
    }

    @Test
    void looksNamesUpAlongTheSearchPath() {
        function(1, "other", "f", "SET a = 1");
        function(2, "public", "f", "SELECT 1");
        assertTrue(verdict("SELECT f()").isReadOnly());
        assertFalse(verdict("SELECT f()", SearchPath.of(List.of("public", "other"))).isReadOnly());
        assertFalse(verdict("SELECT f()", SearchPath.ANYWHERE).isReadOnly());
        assertFalse(verdict("SELECT other.f()").isReadOnly());
    }

    @Test
    void takesTheUnionOfOverloads() {
        function(1, "public", "lower", "SET a = 1");
        assertFalse(verdict("SELECT lower('a')").isReadOnly());
        assertTrue(verdict("SELECT count(1)").isReadOnly());
    }

    @Test
    void looksNamesInBodiesUpAnywhere() {
        function(1, "hidden", "f", "SET a = 1");
        function(2, "public", "g", "SELECT f()");
        assertFalse(verdict("SELECT g()").pins().isEmpty());
    }

    @Test
    void asksForARefreshWhenANameIsUnknown() {
        assertTrue(verdict("SELECT unheard_of()").namesUnknown());
        assertTrue(verdict("SELECT * FROM unheard_of").namesUnknown());
        assertTrue(verdict("SELECT pg_temp.f()").namesUnknown());
        assertFalse(verdict("SELECT lower('a')").namesUnknown());
        assertTrue(verdict("SELECT unheard_of()").dependsOnSession());
        assertTrue(verdict("SELECT unheard_of()").needsPrimary());
    }

    @Test
    void provesRecursionHarmless() {
        function(1, "public", "f", "SELECT public.g()");
        function(2, "public", "g", "SELECT public.f()");
        assertTrue(verdict("SELECT f()").isReadOnly());
    }

    @Test
    void doesNotTrustWhatItCannotRead() {
        function(1, "public", "f", null);
        assertEquals(Set.of(Effect.HIDDEN_CODE), verdict("SELECT f()").effects());
    }

    @Test
    void trustsWhatTheOperatorVouchesFor() {
        function(1, "public", "f", null);
        function(2, "public", "g", "SELECT f()");
        table(3, "public", "t");
        row("L", "w3", "f1");
        assertTrue(verdict("SELECT g()", PUBLIC, "public.f").isReadOnly());
        assertTrue(verdict("INSERT INTO t VALUES (1)", PUBLIC, "public.t").pins().isEmpty());
        assertFalse(verdict("INSERT INTO t VALUES (1)").pins().isEmpty());
    }

    @Test
    void tellsReadingFromWriting() {
        table(1, "public", "t");
        function(2, "public", "trigger", "SET a = 1");
        row("L", "w1", "f2");
        assertTrue(verdict("SELECT * FROM t").isReadOnly());
        assertFalse(verdict("DELETE FROM t").pins().isEmpty());
        assertFalse(verdict("WITH d AS (DELETE FROM t) SELECT 1").pins().isEmpty());
    }

    @Test
    void followsWhatEveryStatementMayReach() {
        function(1, "public", "f", "SET a = 1");
        row("L", "*", "f1");
        assertFalse(verdict("SELECT 1").pins().isEmpty());
    }

    @Test
    void followsFieldsThatAreFunctions() {
        table(1, "public", "t");
        function(2, "public", "evil", "SET a = 1");
        assertFalse(verdict("SELECT t.evil FROM t").pins().isEmpty());
        assertTrue(verdict("SELECT t.age, t.version FROM t").isReadOnly());
        assertFalse(verdict("SELECT t.nextval FROM t").isReadOnly());
    }

    @Test
    void leavesSetConfigOfTheStatementToOthers() {
        assertTrue(verdict("SELECT set_config('a', 'b', false)").pins().isEmpty());
    }

    @Test
    void refusesRowsOfNoKind() {
        row("?");
        assertThrows(IllegalArgumentException.class, () -> CatalogRows.of(rows));
    }
}
