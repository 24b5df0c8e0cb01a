package io.howdah.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;

final class BodyReaderTest {
    private static Set<Effect> procedural(String statements) {
        return Effect.of(BodyReader.read("BEGIN " + statements + " END", true).effects());
    }

    private static Set<Effect> sql(String text) {
        return Effect.of(BodyReader.read(text, false).effects());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET app.x = 1; | SETS",
                "set role admin; | SETS",
                "SET SESSION AUTHORIZATION bob; | SETS",
                "/* c */ SET -- c | SETS",
                "IF a THEN SET app.x = 1; END IF; | SETS",
                "IF a THEN NULL; ELSE RESET app.x; END IF; | SETS",
                "LOOP RESET ALL; END LOOP; | SETS",
                "<<here>> SET app.x = 1; | SETS",
                "BEGIN SET app.x = 1; END; | SETS",
                "NULL; EXCEPTION WHEN OTHERS THEN SET app.x = 1; | SETS",
                "CASE a WHEN 1 THEN DISCARD ALL; END CASE; | SETS",
                "LISTEN news; | LISTENS",
                "UNLISTEN *; | LISTENS",
                "PREPARE p AS SELECT 1; | PREPARES",
                "DEALLOCATE p; | PREPARES",
                "LOAD 'lib'; | LOADS",
                "EXECUTE 'SELECT 1'; | RUNS_CODE",
                "RETURN QUERY EXECUTE q USING 1; | RUNS_CODE",
                "FOR r IN EXECUTE q LOOP NULL; END LOOP; | RUNS_CODE",
                "OPEN c FOR EXECUTE q; | RUNS_CODE",
                "DO $x$ BEGIN END $x$; | RUNS_CODE",
                "v := U&\"\\0061\"(1); | HIDDEN_CODE",
                "v := 'a\\'; | HIDDEN_CODE",
                "v := 'open | HIDDEN_CODE",
                "ALTER TABLE t ADD a int; | DEFINES",
                "ANALYZE t; | DEFINES",
                "CREATE TABLE t (a int); | DEFINES",
                "PERFORM 1 FROM pg_temp.t; | CREATES_TEMPORARY",
            })
    void findsWhatAStatementDoes(String statements, Effect effect) {
        assertTrue(procedural(statements).contains(effect), () -> statements);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET LOCAL app.x = 1;",
                "SET CONSTRAINTS ALL DEFERRED;",
                "SET TRANSACTION READ ONLY;",
                "PERFORM set_config('app.x', '1', true);",
                "PERFORM pg_catalog.set_config('app.x', format('%s, %s', a, b[1]), TRUE);",
                "RETURN;",
                "v := 'SET app.x = 1'; RAISE NOTICE 'RESET %', v;",
                "-- EXECUTE\n NULL; /* LISTEN x; */",
                "load := 1; reset = 2;",
                "SELECT t.execute, t.\"set\" INTO r FROM t;",
                "v := $q$ ; SET a = 1; $q$;",
                "v := E'it\\'s';",
                "v := 'a\\d';",
            })
    void acceptsWhatEndsWithTheTransaction(String statements) {
        assertEquals(Set.of(), procedural(statements));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = 1 WHERE b;",
                "INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2;",
                "MERGE INTO t USING s ON a = b WHEN MATCHED THEN UPDATE SET a = 1;",
                "DELETE FROM t;",
                "NOTIFY news;",
                "LOCK TABLE t;",
                "PERFORM 1 FROM t FOR KEY SHARE;",
                "PERFORM 1 FROM t FOR UPDATE OF t NOWAIT;",
            })
    void tellsWritingFromSetting(String statements) {
        assertEquals(Set.of(Effect.WRITES), procedural(statements));
    }

    @Test
    void knowsThatSelectIntoMakesATableInSqlOnly() {
        assertEquals(Set.of(), procedural("SELECT 1 INTO v;"));
        assertEquals(Set.of(Effect.DEFINES), sql("SELECT 1 INTO v"));
        assertTrue(sql("SELECT 1 INTO TEMP v").contains(Effect.CREATES_TEMPORARY));
        assertTrue(sql("CREATE TEMPORARY TABLE t (a int)").contains(Effect.CREATES_TEMPORARY));
        assertTrue(sql("DECLARE c CURSOR WITH HOLD FOR SELECT 1").contains(Effect.HOLDS_CURSOR));
    }

    @Test
    void readsWhetherASettingIsLocal() {
        assertTrue(local("set_config('a', 'b', true)"));
        assertFalse(local("set_config('a', 'b', false)"));
        assertFalse(local("set_config('a', 'b', NOT true)"));
        assertFalse(local("set_config('a', 'b', \"true\")"));
        assertFalse(local("set_config('a', 'b', is_local)"));
        assertFalse(local("set_config('a', true)"));
        assertFalse(local("set_config('a', 'b', 'c', true)"));
        assertFalse(local("set_config(('a'), 'b', true"));
        assertTrue(local("set_config(f(1, 2), ARRAY[1, 2]::text, true)"));
    }

    private static boolean local(String call) {
        return !BodyReader.read("SELECT " + call, false)
                .called()
                .contains(new Name(null, "set_config"));
    }

    @Test
    void findsNamesAsPostgresLooksThemUp() {
        Body body =
                BodyReader.read(
                        "SELECT A.Fn(x), \"Quoted\"\"One\"(1), b . c . d, lower (y) FROM tab",
                        false);
        assertEquals(
                Set.of(new Name("a", "fn"), new Name(null, "Quoted\"One"), new Name(null, "lower")),
                body.called());
        assertTrue(body.mentioned().contains(new Name(null, "tab")));
        assertTrue(body.mentioned().contains(new Name("b", "c")));
        assertTrue(body.mentioned().contains(new Name("c", "d")));
        assertEquals(Set.of("c", "d"), body.fields());
    }

    @Test
    void cutsNamesAsPostgresDoes() {
        String name = "n".repeat(70);
        assertTrue(
                BodyReader.read("SELECT " + name + "()", false)
                        .called()
                        .contains(new Name(null, "n".repeat(63))));
        assertTrue(
                BodyReader.read("SELECT \"" + "é".repeat(40) + "\"()", false)
                        .called()
                        .contains(new Name(null, "é".repeat(31))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO a.b (x) SELECT 1 FROM c | b",
                "UPDATE ONLY b SET x = 1 FROM c | b",
                "DELETE FROM ONLY b USING c | b",
                "MERGE INTO b USING c ON true WHEN MATCHED THEN DELETE | b",
                "WITH w AS (DELETE FROM b RETURNING x) SELECT * FROM w, c | b",
                "TRUNCATE TABLE x, b | b",
                "COPY b FROM '/tmp/c' | b",
            })
    void findsWhatIsWritten(String statement, String written) {
        Set<Name> names = BodyReader.read(statement, false).written();
        assertTrue(names.stream().anyMatch(name -> name.name().equals(written)), names::toString);
        assertFalse(names.stream().anyMatch(name -> name.name().equals("c")), names::toString);
    }

    @Test
    void findsFunctionsWithoutParentheses() {
        assertTrue(
                BodyReader.read("SELECT current_user", false)
                        .called()
                        .contains(new Name(null, "current_user")));
        assertTrue(BodyReader.read("SELECT ($1).evil", false).fields().contains("evil"));
        assertTrue(BodyReader.read("SELECT ($1)[2] . evil", false).fields().contains("evil"));
        assertTrue(BodyReader.read("SELECT 1 @-@ 2", false).operators().contains("@-@"));
    }

    @Test
    void readsAnything() {
        long seed = Randomness.secure().nextLong();
        Randomness random = Randomness.seeded(seed);
        String[] parts = {
            "SET",
            " ",
            ".",
            "(",
            ")",
            "'",
            "$$",
            "\"",
            "U&\"",
            ";",
            "a",
            "é",
            "set_config",
            ",",
            "--",
            "/*",
            "\n",
            "1",
            "INTO",
            "::",
            "$1",
            "\\",
            "<<",
            ">>"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            String body = text.toString();
            try {
                var _ = BodyReader.read(body, random.nextBoolean());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + body, e);
            }
        }
    }
}
