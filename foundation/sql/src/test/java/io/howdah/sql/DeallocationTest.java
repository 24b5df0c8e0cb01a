package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

class DeallocationTest {
    @Test
    void readsTheNameAsPostgresqlComparesIt() {
        assertEquals(Optional.of("pdo_stmt_00000001"), name("DEALLOCATE pdo_stmt_00000001"));
        assertEquals(Optional.of("a1"), name("deallocate A1 ;;"));
        assertEquals(Optional.of("A\"b"), name("/* x */ DEALLOCATE \"A\"\"b\" -- y"));
        assertEquals(Optional.of("a"), name("; DEALLOCATE PREPARE a"));
        assertEquals(Optional.of("\u00C3\u0084a"), name("DEALLOCATE \u00C4A"));
        assertEquals(Optional.of("b"), name("DEALLOCATE PREPARE \"b\""));
        assertEquals(Optional.of("prepare"), name("DEALLOCATE prepare"));
        assertEquals(Optional.of("all"), name("DEALLOCATE \"all\""));
    }

    @Test
    void readsNoNameOfAnythingElse() {
        assertEquals(Optional.empty(), name(""));
        assertEquals(Optional.empty(), name("DEALLOCATE"));
        assertEquals(Optional.empty(), name("DEALLOCATE ALL"));
        assertEquals(Optional.empty(), name("DEALLOCATE PREPARE ALL"));
        assertEquals(Optional.empty(), name("DEALLOCATE a b"));
        assertEquals(Optional.empty(), name("DEALLOCATE a; SELECT 1"));
        assertEquals(Optional.empty(), name("DEALLOCATE U&\"a\""));
        assertEquals(Optional.empty(), name("DEALLOCATE \"a"));
        assertEquals(Optional.empty(), name("SELECT 1"));
    }

    private static Optional<String> name(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Deallocation.name(bytes, 0, bytes.length);
    }
}
