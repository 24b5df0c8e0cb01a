package io.howdah.gateway.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;

import org.junit.jupiter.api.Test;

class SqlNameTest {
    @Test
    void escapesEverythingButLettersAndDigits() {
        assertEquals("E'rider_1'", SqlName.literal("rider_1"));
        assertEquals("E'a\\x27\\x5c\\x20b'", SqlName.literal("a'\\ b"));
        assertEquals("E'\\U00004e2d\\x5c\\x27'", SqlName.literal("中\\'"));
        assertEquals("E'\\U0001f418'", SqlName.literal("🐘"));
    }

    @Test
    void fillsTheFirstParameterOnly() {
        assertEquals("SELECT E'x', $10, E'x' -- $2", SqlName.into("SELECT $1, $10, $1 -- $2", "x"));
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
            String literal = SqlName.literal(name.toString());
            assertTrue(literal.matches("E'[A-Za-z0-9_\\\\]*'"), "seed " + seed + ": " + literal);
        }
    }
}
