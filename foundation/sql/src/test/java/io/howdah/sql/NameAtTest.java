package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

class NameAtTest {
    @Test
    void readsTheBytesOfANameAsPostgresqlComparesThem() {
        assertEquals(Optional.of("pdo_stmt_00000001"), name("DEALLOCATE pdo_stmt_00000001"));
        assertEquals(Optional.of("a1"), name("deallocate A1 ;;"));
        assertEquals(Optional.of("A\"b"), name("/* x */ DEALLOCATE \"A\"\"b\" -- y"));
        assertEquals(Optional.of("a"), name("; DEALLOCATE PREPARE a"));
        assertEquals(Optional.of("\u00C3\u0084a"), name("DEALLOCATE \u00C4A"));
        assertEquals(Optional.of("b"), name("DEALLOCATE PREPARE \"b\""));
        assertEquals(Optional.of("prepare"), name("DEALLOCATE prepare"));
        assertEquals(Optional.of("all"), name("DEALLOCATE \"all\""));
        assertEquals(Optional.of("u"), name("DEALLOCATE U"));
    }

    @Test
    void doesNotCutWhatTheProtocolDoesNotCut() {
        String name = "n".repeat(100);
        assertEquals(Optional.of(name), name("DEALLOCATE " + name));
    }

    @Test
    void tellsNoBytesOfUnicodeEscapes() {
        assertEquals(Optional.empty(), name("DEALLOCATE U&\"a\""));
    }

    private static Optional<String> name(String text) {
        SessionAction action = SqlTexts.one(text).action();
        return assertInstanceOf(PreparedAction.Deallocate.class, action, text)
                .name()
                .bytewise(text.getBytes(StandardCharsets.UTF_8));
    }
}
