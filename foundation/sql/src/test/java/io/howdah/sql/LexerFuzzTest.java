package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random bytes and broken statements: reading never fails, ends at the end, and tokens and blanks
 * tile the text.
 */
class LexerFuzzTest {
    private static final String[] STATEMENTS = {
        """
        SELECT a, 'it''s', E'\\'x', U&"d\\0061t", $$body; $x$ here$$ FROM t -- c
        WHERE b = $1::int4 AND c @> '{}' || 2*-1 ->> 3
        """,
        """
        INSERT INTO t VALUES (1, 1.5e-3, 0x1F, 1_000, B'01', X'1f', N'n', U&'\\0441')
        ON CONFLICT DO NOTHING;;
        """,
        """
        CREATE FUNCTION f() RETURNS int BEGIN ATOMIC
        SELECT CASE WHEN a THEN 1 END; SELECT 2; END; SET x = 'y'
        """,
        """
        /* a /* b */ c */ BEGIN; SET LOCAL search_path TO pg_temp;
        SELECT set_config('a', 'b', false); COMMIT
        """,
        """
        DECLARE c CURSOR WITH HOLD FOR SELECT 'a'
         -- b
         'c' := x => 1..10; CLOSE ALL
        """,
    };

    private static final String[] FRAGMENTS =
            ("' \" $$ $a$ -- \n"
                 + " /* */ \\ E' U&' U&\" N' B' x' ( ) ; :: .. . 0x 1e 1_ $1 + - * / @ = \0 é _"
                 + " set_config( pg_temp. BEGIN ATOMIC END CASE")
                    .split(" ");

    private static final Fuzz FUZZ = LexerFuzzTest::check;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesRandomBytes(long seed) {
        FUZZ.onBytes(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void survivesBrokenStatements(long seed) {
        FUZZ.onTexts(seed, LexerFuzzTest::brokenStatement);
    }

    private static String brokenStatement(Randomness random) {
        StringBuilder text = new StringBuilder(STATEMENTS[random.nextInt(STATEMENTS.length)]);
        for (int change = random.nextInt(5); change >= 0; change--) {
            mutate(text, random);
        }
        return text.toString();
    }

    private static void mutate(StringBuilder text, Randomness random) {
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(3)) {
            case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
            case 1 -> text.setLength(at);
            default -> text.insert(at, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
        }
    }

    private static void check(byte[] text, String run) {
        for (boolean standardConformingStrings : new boolean[] {true, false}) {
            checkTiles(text, standardConformingStrings, run);
            TextProfile profile = TextProfile.of(text, 0, text.length, standardConformingStrings);
            assertNotNull(profile.toString(), run);
            assertEquals(profile.isEmpty(), profile.first() == StatementKind.EMPTY, run);
        }
    }

    private static void checkTiles(byte[] text, boolean standardConformingStrings, String run) {
        Lexer lexer = new Lexer(text, 0, text.length, standardConformingStrings);
        int tokens = 0;
        int end = 0;
        while (lexer.next() != TokenKind.END) {
            assertTrue(++tokens <= text.length, run);
            assertTrue(lexer.start() >= end && lexer.end() > lexer.start(), run);
            assertEquals(lexer.start(), Blanks.skip(text, end, lexer.start()), run);
            end = lexer.end();
        }
        assertEquals(text.length, lexer.start(), run);
        assertEquals(text.length, lexer.end(), run);
        if (lexer.isComplete()) {
            assertEquals(text.length, Blanks.skip(text, end, text.length), run);
        }
    }
}
