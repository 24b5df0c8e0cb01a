package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class TextEffectsTest {
    private static List<PoolFilter> outdated(String sql) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        return TextEffects.of(text, 0, text.length, true).outdates();
    }

    @Test
    void findsThePoolsWhoseSessionsBeginOtherwise() {
        assertEquals(List.of(PoolFilter.ofUser("a")), outdated("ALTER ROLE a SET x TO 1"));
        assertEquals(List.of(PoolFilter.ofDatabase("d")), outdated("ALTER DATABASE d RESET ALL"));
        assertEquals(List.of(PoolFilter.ALL), outdated("ALTER SYSTEM SET x = 1"));
        assertEquals(
                List.of(PoolFilter.ofUser("a"), PoolFilter.ofUser("b")),
                outdated("ALTER USER a RESET x; ALTER TABLE t SET SCHEMA s; ALTER USER b RESET x"));
        assertEquals(List.of(), outdated(""));
    }
}
