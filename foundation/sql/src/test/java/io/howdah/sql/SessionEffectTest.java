package io.howdah.sql;

import static io.howdah.sql.SessionEffect.*;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class SessionEffectTest {
    @Test
    void findsNoneInPlainStatements() {
        assertEffects(
                Set.of(),
                "SELECT abalance FROM pgbench_accounts WHERE aid = 1",
                "INSERT INTO temp VALUES (1)",
                "MERGE INTO temp USING s ON true WHEN MATCHED THEN DELETE",
                "WITH a AS (INSERT INTO temp SELECT 1 RETURNING *) SELECT * FROM a",
                "SELECT 1 FOR UPDATE",
                "SELECT name, setting FROM pg_settings",
                "SELECT a AS execute, hold, temp, local FROM t",
                "BEGIN",
                "COMMIT AND CHAIN",
                "ROLLBACK TO a",
                "SAVEPOINT a",
                "SHOW a",
                "NOTIFY a",
                "FETCH ALL a",
                "CLOSE a",
                "LOCK t",
                "UNLISTEN a",
                "PREPARE TRANSACTION 'a'",
                "DECLARE a CURSOR WITHOUT HOLD FOR SELECT 1",
                "EXPLAIN ANALYZE SELECT 1",
                "DISCARD PLANS",
                "DISCARD TEMP",
                "TRUNCATE t",
                "COMMENT ON TABLE t IS 'SET a = 1'",
                "VACUUM");
    }

    @Test
    void findsSettingsThatOutlastTheTransaction() {
        assertEffects(
                Set.of(SETS),
                "SET a = 1",
                "set a to default",
                "SET SESSION a = 1",
                "SET SESSION AUTHORIZATION DEFAULT",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
                "SET ROLE NONE",
                "SET TIME ZONE LOCAL",
                "SET NAMES 'UTF8'",
                "SET local.a = 1",
                "SET transaction_isolation = 'serializable'",
                "SET",
                "RESET a",
                "RESET ROLE");
        assertEffects(Set.of(SETS, RESETS_ALL), "RESET ALL");
    }

    @Test
    void findsSettingsThatEndWithTheTransaction() {
        assertEffects(
                Set.of(SETS_LOCAL),
                "SET LOCAL a = 1",
                "BEGIN; SET LOCAL a = 1; SELECT 1",
                "SET LOCAL ROLE a",
                "SET LOCAL search_path = 'a', \"b\", c");
        assertEffects(
                Set.of(),
                "SET TRANSACTION READ ONLY",
                "SET SESSION TRANSACTION READ ONLY",
                "SET CONSTRAINTS ALL DEFERRED");
    }

    @Test
    void findsSettingsByFunction() {
        assertEffects(
                Set.of(CALLS_SET_CONFIG),
                "SELECT set_config('a', 'b', false)",
                "SELECT set_config('a', 'b', true)",
                "select SET_CONFIG ($1, $2, $3)",
                "SELECT pg_catalog.set_config('a', 'b', false)",
                "SELECT \"set_config\"('a', 'b', false)",
                "SELECT \"pg_catalog\" . \"set_config\" /* a */ -- b\n ('a', 'b', false)",
                "SELECT * FROM t WHERE 1=1and set_config('a', 'b', false) = ''",
                "WITH a AS (SELECT set_config('a', 'b', false)) SELECT 1",
                "EXPLAIN ANALYZE SELECT set_config('a', 'b', false)",
                "VALUES (set_config('a', 'b', false))",
                "SELECT setseed(0.5)",
                "UPDATE pg_settings SET setting = 'a' WHERE name = 'b'",
                "UPDATE ONLY pg_catalog.\"pg_settings\" SET setting = 'a'",
                "WITH a AS (UPDATE pg_settings SET setting = 'a' RETURNING 1) SELECT 1");
        assertEffects(
                Set.of(),
                "SELECT 'set_config(1)', $$set_config($$, E'set_config(', set_config",
                "SELECT 1 /* set_config( */ -- set_config(",
                "SELECT set_config_now(1), xset_config(1), set_confi(1)");
    }

    @Test
    void takesANameWithUnicodeEscapesForAnyFunction() {
        Set<SessionEffect> any =
                Set.of(
                        CALLS_SET_CONFIG,
                        CREATES_TEMPORARY,
                        TAKES_SESSION_LOCK,
                        KEEPS_SERVER_STATE,
                        ADVANCES_SEQUENCE,
                        READS_SEQUENCE_STATE,
                        READS_SETTINGS,
                        RUNS_CODE);
        assertEffects(
                any,
                "SELECT U&\"set\\005fconfig\"('a', 'b', false)",
                "SELECT u&\"!0073\" UESCAPE '!' ('a', 'b', false)");
        assertEffects(Set.of(), "SELECT U&'set\\005fconfig('");
    }

    @Test
    void findsWhatTheServerKeeps() {
        for (String name :
                List.of(
                        "pg_create_logical_replication_slot",
                        "pg_create_physical_replication_slot",
                        "pg_backup_start",
                        "dblink_connect")) {
            assertEffects(Set.of(KEEPS_SERVER_STATE), "SELECT " + name + "(1)");
        }
    }

    @Test
    void findsSessionLocks() {
        for (String name :
                List.of(
                        "pg_advisory_lock",
                        "pg_advisory_lock_shared",
                        "pg_try_advisory_lock",
                        "PG_TRY_ADVISORY_LOCK_SHARED",
                        "pg_advisory_unlock",
                        "pg_advisory_unlock_shared",
                        "pg_advisory_unlock_all")) {
            assertEffects(
                    Set.of(TAKES_SESSION_LOCK),
                    "SELECT " + name + "(1)",
                    "SELECT (1::bigint)." + name,
                    "SELECT a.\"" + name + "\" (1)");
        }
        assertEffects(
                Set.of(),
                "SELECT pg_advisory_xact_lock(1)",
                "SELECT pg_try_advisory_xact_lock_shared(1)",
                "SELECT pg_advisory_lock FROM t");
    }

    @Test
    void findsUseOfSequenceState() {
        assertEffects(
                Set.of(READS_SEQUENCE_STATE),
                "SELECT currval('a')",
                "SELECT lastval()",
                "SELECT ('a'::regclass).currval");
        assertEffects(
                Set.of(ADVANCES_SEQUENCE),
                "INSERT INTO t VALUES (nextval('a'))",
                "SELECT setval('a', 1)",
                "SELECT $1.\"nextval\"");
    }

    @Test
    void findsWhoAsksForSettings() {
        assertEffects(
                Set.of(READS_SETTINGS),
                "SELECT current_setting('a')",
                "SELECT 1 WHERE pg_catalog.\"current_setting\" ('a', true) = ''");
        assertEffects(Set.of(), "SELECT current_setting", "SELECT current_settings('a')");
    }

    @Test
    void findsTemporaryObjects() {
        assertEffects(
                Set.of(CREATES_TEMPORARY, DEFINES),
                "CREATE TEMP TABLE t ()",
                "CREATE TEMPORARY TABLE IF NOT EXISTS t ()",
                "CREATE LOCAL TEMP TABLE t ()",
                "CREATE GLOBAL TEMPORARY TABLE t ()",
                "CREATE/**/TEMP/**/SEQUENCE s",
                "CREATE OR REPLACE TEMP VIEW v AS SELECT 1",
                "CREATE TEMP RECURSIVE VIEW v (a) AS SELECT 1",
                "CREATE TEMP TABLE t AS SELECT 1",
                "EXPLAIN ANALYZE CREATE TEMP TABLE t AS SELECT 1",
                "SELECT 1 INTO TEMP t",
                "SELECT 1 INTO TEMPORARY TABLE t",
                "SELECT 1 INTO LOCAL TEMP t",
                "WITH a AS (SELECT 1) SELECT * INTO TEMP t FROM a",
                "CREATE TABLE pg_temp.t ()",
                "CREATE TABLE \"pg_temp\".t ()",
                "CREATE FUNCTION pg_temp_3.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "ALTER TABLE t SET SCHEMA PG_TEMP");
        assertEffects(Set.of(CREATES_TEMPORARY), "SELECT * FROM pg_temp.t");
        assertEffects(
                Set.of(CREATES_TEMPORARY, SETS_LOCAL),
                "SET LOCAL search_path = pg_temp",
                "SET LOCAL search_path = a, 'pg_temp'",
                "SET LOCAL search_path = E'pg\\x5ftemp'");
        assertEffects(Set.of(CREATES_TEMPORARY, SETS), "SET search_path = pg_temp");
        assertEffects(Set.of(), "SELECT pg_temperature FROM pg_tem");
        assertEffects(
                Set.of(DEFINES),
                "CREATE TABLE temp ()",
                "CREATE TABLE t (temp int)",
                "DROP TABLE temp");
    }

    @Test
    void findsWhatDefines() {
        assertEffects(
                Set.of(DEFINES),
                "CREATE INDEX ON t (a)",
                "CREATE TABLE t AS SELECT 1",
                "ALTER TABLE t ADD a int",
                "DROP VIEW v",
                "SELECT 1 INTO t",
                "SELECT 1 INTO UNLOGGED t",
                "IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c",
                "GRANT EXECUTE ON FUNCTION f TO a",
                "REVOKE USAGE ON SCHEMA a FROM b",
                "REASSIGN OWNED BY a TO b",
                "CREATE TRIGGER a BEFORE INSERT ON t EXECUTE FUNCTION f()",
                "EXPLAIN ANALYZE CREATE TABLE t AS SELECT 1");
    }

    @Test
    void findsPreparedStatements() {
        assertEffects(Set.of(PREPARES), "PREPARE a AS SELECT 1", "PREPARE transaction AS SELECT 1");
        assertEffects(
                Set.of(EXECUTES),
                "EXECUTE a",
                "EXPLAIN EXECUTE a",
                "EXPLAIN (ANALYZE) EXECUTE a",
                "explain analyze verbose execute a");
        assertEffects(
                Set.of(EXECUTES, DEFINES),
                "CREATE TABLE t AS EXECUTE a",
                "EXPLAIN CREATE TABLE t AS EXECUTE a");
        assertEffects(
                Set.of(EXECUTES, DEFINES, CREATES_TEMPORARY), "CREATE TEMP TABLE t AS EXECUTE a");
        assertEffects(
                Set.of(DEALLOCATES), "DEALLOCATE a", "DEALLOCATE PREPARE a", "DEALLOCATE prepare");
        assertEffects(Set.of(DISCARDS_STATEMENTS), "DEALLOCATE ALL", "DEALLOCATE PREPARE ALL");
    }

    @Test
    void findsWhatEndsState() {
        assertEffects(Set.of(DISCARDS_ALL, DISCARDS_STATEMENTS), "DISCARD ALL");
        assertEffects(Set.of(UNLISTENS_ALL), "UNLISTEN *", "unlisten/**/*");
        assertEffects(Set.of(CLOSES_ALL), "CLOSE ALL");
    }

    @Test
    void findsTheOthers() {
        assertEffects(Set.of(LISTENS), "LISTEN a", "listen \"A\"");
        assertEffects(
                Set.of(HOLDS_CURSOR),
                "DECLARE a CURSOR WITH HOLD FOR SELECT 1",
                "declare a binary scroll cursor with hold for select 1");
        assertEffects(Set.of(LOADS), "LOAD 'a'");
        assertEffects(
                Set.of(RUNS_CODE),
                "DO $$ BEGIN END $$",
                "CALL p(1)",
                "SELECT query_to_xml('SELECT set_config()', true, true, '')");
        assertEffects(Set.of(COPIES), "COPY t FROM STDIN");
        assertEffects(
                Set.of(COPIES, CALLS_SET_CONFIG),
                "COPY (SELECT set_config('a', 'b', false)) TO STDOUT");
    }

    @Test
    void unitesTheEffectsOfAllStatements() {
        assertEffects(Set.of(SETS, LISTENS), "SELECT 1; SET a = 1; LISTEN b");
        assertEffects(Set.of(CLOSES_ALL, RESETS_ALL, SETS), ";;CLOSE ALL;;RESET ALL;");
    }

    @Test
    void readsWhatFollowsASemicolonInABodyAsAStatement() {
        String body = "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 ";
        assertEffects(
                Set.of(DEFINES, SETS),
                body + "AS case; END; SET a = 1",
                body + "case; END; SET a = 1",
                body + "; SET a = 1; END");
        assertEffects(
                Set.of(DEFINES, LISTENS),
                "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; LISTEN a)");
    }

    @Test
    void countsWhatStandsBeforeAnUnclosedQuote() {
        for (String end : List.of("'", "\"", "$$", "/*")) {
            TextProfile profile = Profiles.of("SET a = 1; SELECT set_config(" + end);
            assertEquals(Set.of(SETS, CALLS_SET_CONFIG), profile.effects());
        }
    }

    private static void assertEffects(Set<SessionEffect> effects, String... texts) {
        for (String text : texts) {
            TextProfile profile = Profiles.of(text);
            assertEquals(effects, profile.effects(), text);
            assertEquals(!effects.isEmpty(), profile.hasEffects(), text);
            assertTrue(effects.stream().allMatch(profile::has), text);
        }
    }
}
