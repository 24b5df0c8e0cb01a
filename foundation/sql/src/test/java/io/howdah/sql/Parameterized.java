package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text with its plan, in strings that a test can compare. */
record Parameterized(String text, ParameterPlan plan) {
    static Parameterized of(String text) {
        return new Parameterized(text, find(text).orElseThrow(() -> new AssertionError(text)));
    }

    static Optional<ParameterPlan> find(String text) {
        byte[] bytes = bytes(text);
        return ParameterPlan.of(bytes, 0, bytes.length, true);
    }

    static boolean is(String text) {
        return find(text).isPresent();
    }

    String statement() {
        return string(plan.statement());
    }

    List<String> values() {
        return values(text);
    }

    /** The values of another text, which must fit. */
    List<String> values(String other) {
        byte[] bytes = bytes(other);
        ParameterValues values = new ParameterValues();
        assertTrue(plan.extract(bytes, 0, bytes.length, values), other);
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            int start = values.start(i);
            strings.add(new String(bytes, start, values.end(i) - start, StandardCharsets.UTF_8));
        }
        return strings;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
