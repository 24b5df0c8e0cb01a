package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Parses texts given as strings. */
final class SqlTexts {
    private SqlTexts() {}

    static List<SqlStatement> all(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return SqlText.parse(bytes, 0, bytes.length, true).statements();
    }

    static SqlStatement one(String text) {
        List<SqlStatement> statements = all(text);
        assertEquals(1, statements.size(), text);
        return statements.getFirst();
    }
}
