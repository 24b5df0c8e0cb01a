package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StatementKindTest {
    @Test
    void tellsQueriesAndDataModification() {
        assertKind(
                StatementKind.SELECT,
                "SELECT 1",
                "select",
                "SeLeCt * from t",
                "(SELECT 1)",
                "((select 1) union select 2)");
        assertKind(StatementKind.VALUES, "VALUES (1)", "(values (1))");
        assertKind(StatementKind.TABLE, "TABLE t");
        assertKind(
                StatementKind.WITH,
                "WITH a AS (INSERT INTO t VALUES (1)) SELECT 1",
                "(with a as (select 1) table a)");
        assertKind(StatementKind.INSERT, "INSERT INTO t VALUES (1)");
        assertKind(StatementKind.UPDATE, "UPDATE t SET a = 1");
        assertKind(StatementKind.DELETE, "DELETE FROM t");
        assertKind(StatementKind.MERGE, "MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE");
    }

    @Test
    void tellsTransactionControl() {
        assertKind(
                StatementKind.BEGIN,
                "BEGIN",
                "begin work",
                "BEGIN ISOLATION LEVEL SERIALIZABLE",
                "START TRANSACTION READ ONLY");
        assertKind(
                StatementKind.COMMIT,
                "COMMIT",
                "END",
                "end transaction",
                "COMMIT AND CHAIN",
                "COMMIT WORK AND NO CHAIN");
        assertKind(
                StatementKind.ROLLBACK,
                "ROLLBACK",
                "ABORT",
                "ROLLBACK WORK",
                "rollback transaction and chain");
        assertKind(
                StatementKind.ROLLBACK_TO,
                "ROLLBACK TO a",
                "ROLLBACK TO SAVEPOINT a",
                "rollback work to a",
                "ROLLBACK TRANSACTION TO SAVEPOINT a");
        assertKind(StatementKind.SAVEPOINT, "SAVEPOINT a");
        assertKind(StatementKind.RELEASE, "RELEASE a", "RELEASE SAVEPOINT a");
        assertKind(StatementKind.COMMIT_PREPARED, "COMMIT PREPARED 'a'");
        assertKind(StatementKind.ROLLBACK_PREPARED, "ROLLBACK PREPARED 'a'");
        assertKind(StatementKind.UNKNOWN, "START", "START a");
    }

    @Test
    void tellsPreparedTransactionsFromPreparedStatements() {
        assertKind(
                StatementKind.PREPARE_TRANSACTION,
                "PREPARE TRANSACTION 'a'",
                "prepare transaction $$a$$");
        assertKind(
                StatementKind.PREPARE,
                "PREPARE a AS SELECT 1",
                "PREPARE transaction AS SELECT 'a'",
                "PREPARE transaction (int) AS SELECT $1");
        assertKind(StatementKind.EXECUTE, "EXECUTE a (1)");
        assertKind(
                StatementKind.DEALLOCATE,
                "DEALLOCATE a",
                "DEALLOCATE PREPARE a",
                "DEALLOCATE prepare",
                "DEALLOCATE \"all\"");
        assertKind(StatementKind.DEALLOCATE_ALL, "DEALLOCATE ALL", "deallocate prepare all");
    }

    @Test
    void tellsSettingsByTheirScope() {
        assertKind(
                StatementKind.SET,
                "SET a = 1",
                "SET SESSION a TO 1",
                "SET SESSION AUTHORIZATION a",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
                "SET TIME ZONE 'UTC'",
                "SET NAMES 'UTF8'",
                "SET ROLE a",
                "SET local.a = 1",
                "SET local TO 1",
                "SET transaction.a = 1",
                "SET SESSION constraints.a TO 1");
        assertKind(
                StatementKind.SET_LOCAL,
                "SET LOCAL a = 1",
                "set local time zone 'UTC'",
                "SET LOCAL ROLE a",
                "SET LOCAL transaction.a = 1",
                "SET LOCAL SESSION AUTHORIZATION a");
        assertKind(
                StatementKind.SET_TRANSACTION,
                "SET TRANSACTION READ ONLY",
                "SET LOCAL TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "SET SESSION TRANSACTION READ WRITE",
                "SET TRANSACTION SNAPSHOT 'a'");
        assertKind(
                StatementKind.SET_CONSTRAINTS,
                "SET CONSTRAINTS ALL DEFERRED",
                "set constraints a.b immediate");
        assertKind(StatementKind.RESET, "RESET a", "RESET ALL", "RESET SESSION AUTHORIZATION");
        assertKind(StatementKind.SHOW, "SHOW a", "SHOW ALL");
        assertKind(StatementKind.DISCARD, "DISCARD ALL", "DISCARD PLANS", "DISCARD TEMP");
    }

    @Test
    void tellsNotificationsAndCursors() {
        assertKind(StatementKind.LISTEN, "LISTEN a");
        assertKind(StatementKind.UNLISTEN, "UNLISTEN a", "UNLISTEN *");
        assertKind(StatementKind.NOTIFY, "NOTIFY a, 'b'");
        assertKind(StatementKind.DECLARE, "DECLARE a CURSOR FOR SELECT 1");
        assertKind(StatementKind.FETCH, "FETCH ALL FROM a");
        assertKind(StatementKind.MOVE, "MOVE NEXT FROM a");
        assertKind(StatementKind.CLOSE, "CLOSE a", "CLOSE ALL");
    }

    @Test
    void tellsCommands() {
        assertKind(StatementKind.COPY, "COPY t FROM STDIN", "COPY (SELECT 1) TO STDOUT");
        assertKind(StatementKind.LOCK, "LOCK TABLE t");
        assertKind(
                StatementKind.EXPLAIN,
                "EXPLAIN ANALYZE DELETE FROM t",
                "EXPLAIN (VERBOSE) SELECT 1");
        assertKind(StatementKind.DO, "DO $$BEGIN END$$");
        assertKind(StatementKind.CALL, "CALL p()");
        assertKind(StatementKind.LOAD, "LOAD 'a'");
        assertKind(StatementKind.VACUUM, "VACUUM FULL t");
        assertKind(StatementKind.ANALYZE, "ANALYZE t", "ANALYSE");
        assertKind(
                StatementKind.UTILITY,
                "CHECKPOINT",
                "CLUSTER t",
                "REINDEX TABLE t",
                "REFRESH MATERIALIZED VIEW v");
        assertKind(
                StatementKind.DDL,
                "CREATE TABLE t ()",
                "ALTER SYSTEM SET a = 1",
                "DROP TABLE t",
                "TRUNCATE t",
                "COMMENT ON TABLE t IS 'a'",
                "GRANT SELECT ON t TO a",
                "REVOKE ALL ON t FROM a",
                "IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c",
                "REASSIGN OWNED BY a TO b",
                "SECURITY LABEL ON TABLE t IS 'a'");
    }

    @Test
    void doesNotKnowWhatNoStatementStartsWith() {
        assertKind(
                StatementKind.UNKNOWN,
                "a",
                "\"select\" 1",
                "1",
                "'select'",
                "IDENTIFY_SYSTEM",
                "(",
                "selects",
                "selec",
                "@");
    }

    @Test
    void seesPastBlanksAndComments() {
        assertKind(
                StatementKind.SELECT,
                "/* a; /* b */ */ SELECT 1",
                "-- a;\n\n select 1 -- ;",
                " ;; select 1 ;/**/; ");
        assertKind(StatementKind.ROLLBACK_TO, "ROLLBACK/**/WORK--\nTO a");
        assertKind(StatementKind.SET_LOCAL, "SET/*SESSION*/LOCAL a = 1");
    }

    @Test
    void tellsEmptyTexts() {
        assertKind(
                StatementKind.EMPTY, "", " ", ";", " ; ;; ", "-- a", "/* select 1; */", ";--\n;");
    }

    private static void assertKind(StatementKind kind, String... texts) {
        for (String text : texts) {
            TextProfile profile = Profiles.of(text);
            assertEquals(kind, profile.only(), text);
            assertEquals(kind, profile.first(), text);
            assertEquals(kind == StatementKind.EMPTY ? 0 : 1, profile.statements(), text);
        }
    }
}
