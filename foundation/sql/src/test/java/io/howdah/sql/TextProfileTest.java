package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

class TextProfileTest {
    @Test
    void countsStatements() {
        assertStatements(0, "", ";", "/**/;--");
        assertStatements(
                1,
                "SELECT 1",
                "SELECT 1;",
                ";SELECT 1;;",
                "SELECT ';' -- ;\n /* ; */ || $$;$$ || \";\"");
        assertStatements(2, "SELECT 1; SELECT 2", "BEGIN;COMMIT", "a;b;");
        assertStatements(3, "BEGIN; SELECT 1; COMMIT;");
    }

    @Test
    void doesNotSplitInParentheses() {
        assertStatements(
                1, "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b;)");
        assertStatements(2, "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT (3)");
    }

    @Test
    void doesNotSplitTheBodyOfARoutine() {
        assertStatements(
                1,
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
                "create or replace function f() returns int language sql begin atomic; select 1;"
                        + " end;",
                "CREATE PROCEDURE p() BEGIN ATOMIC END",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN CASE b WHEN 1"
                        + " THEN 2 END END; SELECT 2; END",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT (CASE WHEN a THEN 1 END);"
                        + " SELECT 2; END");
        assertStatements(
                2,
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; SELECT 2",
                "CREATE FUNCTION f(begin atomic) RETURNS int LANGUAGE sql AS 'SELECT 1'; SELECT 2",
                "CREATE TABLE t (a int); BEGIN",
                "CREATE VIEW v AS SELECT a.begin atomic FROM a; END");
    }

    @Test
    void tellsTheKindOfTheFirstAndOfTheOnlyStatement() {
        TextProfile several = Profiles.of("BEGIN; SELECT 1");
        assertEquals(StatementKind.BEGIN, several.first());
        assertEquals(StatementKind.MULTI, several.only());
        assertEquals(StatementKind.SELECT, Profiles.of(";SELECT 1;").only());
        assertEquals(StatementKind.EMPTY, Profiles.of("").first());
        assertTrue(Profiles.of("--").isEmpty());
        assertFalse(several.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                "END",
                "ROLLBACK",
                "ABORT",
                "ROLLBACK TO a",
                "PREPARE TRANSACTION 'a'",
                "COMMIT AND CHAIN",
                "ROLLBACK; SELECT 1"
            })
    void knowsWhatPostgresTakesInAnAbortedTransaction(String text) {
        assertTrue(Profiles.of(text).isTransactionExit());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT 1",
                "BEGIN",
                "SAVEPOINT a",
                "RELEASE a",
                "COMMIT PREPARED 'a'",
                "PREPARE a AS SELECT 1",
                "SELECT 1; ROLLBACK"
            })
    void knowsWhatPostgresRefusesInAnAbortedTransaction(String text) {
        assertFalse(Profiles.of(text).isTransactionExit());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ''",
                "SELECT E''",
                "SELECT U&''",
                "SELECT N''",
                "SELECT $$$$",
                "SELECT $a$$a$",
                "SELECT 1; SELECT 'a'",
                "SELECT f('a')"
            })
    void findsStringLiterals(String text) {
        assertTrue(Profiles.of(text).holdsStringLiteral());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT B'1', X'1', $1, \"'a'\", 1.5, U&\"a\"",
                "SELECT 1 /* 'a' */ -- 'a'",
                ""
            })
    void findsNoStringLiteralInOtherTokens(String text) {
        assertFalse(Profiles.of(text).holdsStringLiteral());
    }

    @Test
    void tellsWhetherQuotesAndCommentsAreClosed() {
        assertTrue(Profiles.of("SELECT 'a' /* b */").isComplete());
        assertFalse(Profiles.of("SELECT 'a").isComplete());
        assertFalse(Profiles.of("SELECT 1 /* b").isComplete());
        assertFalse(Profiles.of("/* b").isComplete());
    }

    @Test
    void readsBackslashesAsTheSettingSays() {
        byte[] text = "SELECT '\\'; SET a = 1 --'".getBytes(StandardCharsets.UTF_8);
        assertTrue(TextProfile.of(text, 0, text.length, true).has(SessionEffect.SETS));
        assertFalse(TextProfile.of(text, 0, text.length, false).has(SessionEffect.SETS));
    }

    @Test
    void readsOnlyTheRangeItIsGiven() {
        byte[] text = "SET a = 1; SELECT 1; LISTEN a".getBytes(StandardCharsets.UTF_8);
        TextProfile profile = TextProfile.of(text, 11, 9, true);
        assertEquals(StatementKind.SELECT, profile.only());
        assertFalse(profile.hasEffects());
        assertThrows(
                IndexOutOfBoundsException.class, () -> TextProfile.of(text, 11, text.length, true));
    }

    @Test
    void findsWordsAtTheEndOfTheArray() {
        assertEquals(StatementKind.DO, Profiles.of("do").first());
        assertTrue(Profiles.of("CLOSE ALL").has(SessionEffect.CLOSES_ALL));
        assertTrue(
                Profiles.of("SELECT (1::bigint).pg_advisory_lock")
                        .has(SessionEffect.TAKES_SESSION_LOCK));
    }

    @Test
    void readsNamesInAnyEncodingThatKeepsAscii() {
        assertTrue(
                profile(StandardCharsets.ISO_8859_1, "SELECT 'é', é FROM ü; SET ä = 'ö'")
                        .has(SessionEffect.SETS));
        assertEquals(
                2, profile(StandardCharsets.UTF_8, "SELECT 名前 FROM 表; SELECT '文字'").statements());
    }

    @Test
    void sharesTheProfilesOfPlainStatements() {
        assertSame(Profiles.of("SELECT 1"), Profiles.of("select a from b;"));
        assertSame(Profiles.of("SELECT 'a'"), Profiles.of("select 'b'"));
    }

    @Test
    void showsItselfToPeople() {
        assertEquals("SET [SETS]", Profiles.of("SET a = 1").toString());
        assertEquals("MULTI [] incomplete", Profiles.of("SELECT 1; SELECT '").toString());
    }

    @Test
    void keepsItsEffectsFromBeingModified() {
        assertThrows(
                UnsupportedOperationException.class,
                () -> Profiles.of("SET a = 1").effects().add(SessionEffect.LISTENS));
    }

    private static TextProfile profile(Charset encoding, String text) {
        byte[] bytes = text.getBytes(encoding);
        return TextProfile.of(bytes, 0, bytes.length, true);
    }

    private static void assertStatements(int statements, String... texts) {
        for (String text : texts) {
            assertEquals(statements, Profiles.of(text).statements(), text);
        }
    }
}
