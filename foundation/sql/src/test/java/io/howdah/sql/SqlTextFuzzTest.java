package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any text is read to its end, whatever it is, and in time linear in its length. */
class SqlTextFuzzTest {
    private static final int LONG = 1 << 18;

    /** Words after which the grammar forks, names, and all kinds of tokens. */
    private static final String[] WORDS =
            ("SELECT INSERT INTO UPDATE SET DELETE FROM MERGE USING WHEN MATCHED THEN WITH"
                 + " RECURSIVE AS MATERIALIZED VALUES TABLE WHERE GROUP BY HAVING ORDER LIMIT FETCH"
                 + " FIRST FOR SHARE OF UNION ALL JOIN LEFT NATURAL ON CONFLICT DO RETURNING CASE"
                 + " END CAST EXPLAIN ANALYZE COPY TO STDOUT DECLARE CURSOR HOLD PREPARE EXECUTE"
                 + " DEALLOCATE SET LOCAL SESSION TRANSACTION TIME ZONE RESET SHOW BEGIN ATOMIC"
                 + " COMMIT ROLLBACK SAVEPOINT CREATE TEMP FUNCTION OR REPLACE DROP IF EXISTS"
                 + " LISTEN NOTIFY CALL LOCK OPERATOR IN NOT LIKE set_config INTERVAL FLOAT"
                 + " XMLTABLE COLUMNS ROWS a b.c \"Q\" U&\"x\" UESCAPE '!' 'x' $1 1 -2 ( ( ( ) ) )"
                 + " [ ] , , ; . :: = + * => $$x$$ E'\\x' /* -- ' \" é")
                    .split(" ");

    private static final Fuzz FUZZ = SqlTextFuzzTest::check;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesRandomBytes(long seed) {
        FUZZ.onBytes(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void survivesRandomWords(long seed) {
        FUZZ.onTexts(seed, SqlTextFuzzTest::words);
    }

    private static String words(Randomness random) {
        StringBuilder text = new StringBuilder();
        for (int words = random.nextInt(20); words >= 0; words--) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.toString();
    }

    @Test
    void survivesEveryBeginning() {
        for (String word : WORDS) {
            for (String other : WORDS) {
                String text = word + " " + other;
                check(text.getBytes(StandardCharsets.UTF_8), text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "select ",
                "select (",
                "(select 1 union ",
                "a.",
                "a,",
                "case ",
                "with a as (",
                "from (",
                "set_config('a', ",
                "insert into t (",
                ";",
                "begin atomic ",
                "explain (",
                "x join ",
                "values (1), ",
                "in (1, ",
                "[",
                "::int",
                "'",
                "\"",
                "/*",
                "$a$",
                "- ",
                "+",
                "create function f() begin atomic case ",
                "float(",
                "not ",
                "operator(a."
            })
    @Timeout(20)
    void readsInLinearTime(String part) {
        String text = "select " + part.repeat(LONG / part.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        check(bytes, part);
    }

    private static void check(byte[] text, String run) {
        for (boolean standardConformingStrings : new boolean[] {true, false}) {
            SqlText parsed;
            try {
                parsed = SqlText.parse(text, 0, text.length, standardConformingStrings);
                Digest.of(text, 0, text.length, standardConformingStrings)
                        .ifPresent(digest -> assertNotNull(digest.text(), run));
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(run, e);
            }
            int end = 0;
            List<SqlStatement> statements = parsed.statements();
            for (SqlStatement statement : statements) {
                assertTrue(statement.start() >= end && statement.end() > statement.start(), run);
                end = statement.end();
            }
            assertTrue(end <= text.length, run);
        }
    }
}
