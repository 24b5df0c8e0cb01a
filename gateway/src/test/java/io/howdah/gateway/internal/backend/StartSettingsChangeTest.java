package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

class StartSettingsChangeTest {
    private static Optional<PoolFilter> of(String sql) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        return StartSettingsChange.of(text, 0, text.length, true);
    }

    @Test
    void findsWhoseSessionsBeginOtherwise() {
        assertEquals(Optional.of(PoolFilter.ofUser("app")), of("ALTER ROLE App SET work_mem = 1"));
        assertEquals(Optional.of(PoolFilter.ofUser("A\"b")), of("alter user \"A\"\"b\" RESET ALL"));
        assertEquals(
                Optional.of(PoolFilter.ofUser("a")), of("ALTER ROLE a IN DATABASE d SET x TO 1"));
        assertEquals(Optional.of(PoolFilter.ALL), of("ALTER ROLE ALL SET work_mem = 1"));
        assertEquals(Optional.of(PoolFilter.ALL), of("ALTER ROLE CURRENT_USER SET x = 1"));
        assertEquals(Optional.of(PoolFilter.ofDatabase("d")), of("ALTER DATABASE d SET x = 1"));
        assertEquals(Optional.of(PoolFilter.ALL), of("ALTER DATABASE U&\"d\" SET x = 1"));
        assertEquals(Optional.of(PoolFilter.ALL), of("ALTER SYSTEM SET work_mem = 1"));
    }

    @Test
    void leavesOtherDefinitionsAlone() {
        assertEquals(Optional.empty(), of("ALTER ROLE a PASSWORD 'set'"));
        assertEquals(Optional.empty(), of("ALTER TABLE t SET SCHEMA s"));
        assertEquals(Optional.empty(), of("ALTER DATABASE d RENAME TO e"));
        assertEquals(Optional.empty(), of("CREATE ROLE a"));
        assertEquals(Optional.empty(), of(""));
    }
}
