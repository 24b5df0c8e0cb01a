package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;

import org.junit.jupiter.api.Test;

class SqlLiteralTest {
    /** Plain characters, doubled quotes and backslashes, and escapes of fixed length. */
    private static final String ONE_LITERAL =
            "E'([ -&(-\\[\\]-~]|''|\\\\\\\\|\\\\x[0-9a-f]{2}|\\\\U[0-9a-f]{8})*'";

    @Test
    void escapesWhatIsNotPlainAscii() {
        assertEquals("E'rider 1'", SqlLiteral.of("rider 1"));
        assertEquals("E'a''\\\\\\x0ab'", SqlLiteral.of("a'\\\nb"));
        assertEquals("E'\\U00004e2d\\\\'''", SqlLiteral.of("中\\'"));
        assertEquals("E'\\U0001f418'", SqlLiteral.of("🐘"));
    }

    @Test
    void leavesCharactersToAServerThatConvertsNone() {
        assertEquals("E'é\\\\'''", SqlLiteral.raw("é\\'"));
    }

    @Test
    void quotesNames() {
        assertEquals("\"a\"\"b\"", SqlLiteral.name("a\"b"));
    }

    @Test
    void leavesNothingThatCouldEndTheLiteral() {
        long seed = Long.getLong("howdah.seed", 1);
        Randomness random = Randomness.seeded(seed);
        for (int i = 0; i < 1_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int j = random.nextInt(20); j >= 0; j--) {
                name.append("'\\\"$;中é🐘aZ_0\n\u007f".charAt(random.nextInt(9)));
            }
            String literal = SqlLiteral.of(name.toString());
            assertTrue(literal.matches(ONE_LITERAL), "seed " + seed + ": " + literal);
        }
    }
}
