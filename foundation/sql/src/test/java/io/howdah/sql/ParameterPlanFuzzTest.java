package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts of random words: no plan ever fails, its statement with the values put back is the text,
 * and a text that fits the plan of another would have had the same plan itself.
 */
class ParameterPlanFuzzTest {
    private static final int ROUNDS = 30_000;

    private static final String[] OPENINGS = {
        "select a from t where ",
        "select a, 'k' from t join u on ",
        "select a from t order by b limit ",
        "SELECT \"é\" FROM t WHERE b=",
        "select count(*) from t where (",
        "",
    };

    private static final String[] WORDS = {
        "a",
        "b",
        "t.c",
        "\"D\"",
        "1",
        "22",
        "3.5",
        "4000000000",
        "'x'",
        "''",
        "'y z'",
        "'é'",
        "'now'",
        "'a\\b'",
        "'it''s'",
        "E'x'",
        "$1",
        "1e5",
        ".5",
        "0x1F",
        "=",
        "<",
        "<>",
        "-",
        "+",
        "||",
        "::int",
        "(",
        ")",
        "(",
        ")",
        ",",
        "and",
        "or",
        "not",
        "in",
        "in (",
        "between",
        "is",
        "null",
        "case",
        "end",
        "on",
        "join u",
        "where",
        "from",
        "limit",
        "offset",
        "order by",
        "select",
        "collate \"C\"",
        "date",
        ";",
        "--\n",
        "/* x */",
        ".",
        "left",
        "left(",
        "'",
        "\\",
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void putsValuesBack(long seed) {
        Randomness random = Randomness.seeded(seed);
        int plans = 0;
        int others = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> words = words(random);
            String text = text(words, random);
            if (Parameterized.is(text)) {
                plans++;
                Parameterized parameterized = Parameterized.of(text);
                String run = "seed " + seed + " round " + round + ": " + text;
                checkPutBack(parameterized, run);
                others += checkOther(parameterized, changed(text, random), run);
            }
        }
        assertTrue(plans > ROUNDS / 100, "only " + plans + " plans");
        assertTrue(others > plans / 30, "only " + others + " of " + plans + " fitted");
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void survivesRandomBytes(long seed) {
        Randomness random = Randomness.seeded(seed);
        byte[] model = Parameterized.bytes("select a from t where b = 'x' and c = 1");
        ParameterPlan plan = ParameterPlan.of(model, 0, model.length, true).orElseThrow();
        ParameterValues values = new ParameterValues();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = model.clone();
            byte[] noise = new byte[3];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, random.nextInt(bytes.length - 2), noise.length);
            int length = random.nextInt(bytes.length + 1);
            boolean found = ParameterPlan.of(bytes, 0, length, round % 2 == 0).isPresent();
            boolean fits = plan.extract(bytes, 0, length, values);
            assertTrue(found || !fits, () -> Parameterized.string(bytes));
        }
    }

    /** The statement, its parameters replaced by literals of the values, has the same tokens. */
    private static void checkPutBack(Parameterized parameterized, String run) {
        String statement = parameterized.statement();
        List<String> values = parameterized.values();
        List<String> tokens = new ArrayList<>();
        for (String token : Tokens.of(statement)) {
            if (token.startsWith("PARAMETER $")) {
                int index = Integer.parseInt(token.substring("PARAMETER $".length())) - 1;
                tokens.add(literal(parameterized.plan().type(index), values.get(index)));
            } else {
                tokens.add(token);
            }
        }
        assertEquals(Tokens.of(parameterized.text()), tokens, run);
    }

    private static String literal(int type, String value) {
        return type == 0 ? "STRING '" + value + "'" : "NUMBER " + value;
    }

    private static int checkOther(Parameterized first, String other, String run) {
        byte[] bytes = Parameterized.bytes(other);
        if (!first.plan().extract(bytes, 0, bytes.length, new ParameterValues())) {
            return 0;
        }
        Parameterized second = Parameterized.of(other);
        assertEquals(first.statement(), second.statement(), run);
        assertEquals(first.values(other), second.values(), run);
        for (int i = 0; i < first.plan().size(); i++) {
            assertEquals(first.plan().type(i), second.plan().type(i), run);
        }
        checkPutBack(new Parameterized(other, first.plan()), run);
        return 1;
    }

    private static List<String> words(Randomness random) {
        List<String> words = new ArrayList<>();
        int length = 1 + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(3) == 0) {
                words.add(WORDS[random.nextInt(4)]);
                words.add("=");
                words.add(WORDS[4 + random.nextInt(8)]);
                words.add(random.nextInt(4) == 0 ? "or" : "and");
            } else {
                words.add(WORDS[random.nextInt(WORDS.length)]);
            }
        }
        return words;
    }

    private static String text(List<String> words, Randomness random) {
        StringBuilder text = new StringBuilder(OPENINGS[random.nextInt(OPENINGS.length)]);
        for (String word : words) {
            text.append(word).append(random.nextInt(6) == 0 ? "" : " ");
        }
        return text.toString();
    }

    /** Another text, mostly one with another literal somewhere. */
    private static String changed(String text, Randomness random) {
        byte[] bytes = Parameterized.bytes(text);
        int at = random.nextInt(bytes.length);
        for (int i = 0; i < bytes.length && !isLiteral(bytes[at]); i++) {
            at = (at + 1) % bytes.length;
        }
        String before = new String(bytes, 0, at, StandardCharsets.UTF_8);
        String after = new String(bytes, at + 1, bytes.length - at - 1, StandardCharsets.UTF_8);
        String[] literals = {"7", "''", "'z'", "99", "1.5", "'", "a", "", "5000000000", "-1"};
        return before + literals[random.nextInt(literals.length)] + after;
    }

    private static boolean isLiteral(byte b) {
        return Alphabet.is(b, Alphabet.DIGIT) || b == '\'';
    }
}
