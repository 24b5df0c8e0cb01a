package io.howdah.gateway.internal.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.wire.ProtocolVersion;
import io.howdah.wire.StartupPacket.Startup;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class StartupOptionsTest {
    private static StartupOptions of(String... pairs) throws StartupOptions.Refused {
        LinkedHashMap<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], pairs[i + 1]);
        }
        return StartupOptions.of(new Startup(ProtocolVersion.V3_0, parameters));
    }

    @Test
    void takesTheUserForTheDatabaseWhenNoneIsNamed() throws Exception {
        assertEquals("me", of("user", "me").database());
        assertEquals("other", of("user", "me", "database", "other").database());
    }

    @Test
    void readsOptionsInAllTheirForms() throws Exception {
        assertEquals(
                Map.of("a", "1", "b_c", "2 3", "d", "4", "e", "5\\6"),
                of("user", "me", "options", "-c a=1 --b-c=2\\ 3 -cd=4\t-c E=5\\\\6")
                        .settings()
                        .values());
    }

    @Test
    void prefersAParameterToTheSameOption() throws Exception {
        assertEquals(
                "UTC",
                of("user", "me", "TimeZone", "UTC", "options", "-c timezone=CET")
                        .settings()
                        .value("timezone"));
    }

    @Test
    void refusesASettingOfHowdahsThatIsNone() {
        assertEquals(
                "22023",
                assertThrows(
                                StartupOptions.Refused.class,
                                () -> of("user", "me", "options", "-c howdah.route=nonsense"))
                        .failure()
                        .sqlState());
    }

    @Test
    void listsProtocolOptionsThatItDoesNotKnow() throws Exception {
        assertEquals(List.of("_pq_.x"), of("user", "me", "_pq_.x", "1").unrecognized());
    }

    @Test
    void leavesReplicationAndSwitchesToABackendOfItsOwn() throws Exception {
        assertTrue(of("user", "me", "replication", "database").needsOwnBackend());
        assertTrue(of("user", "me", "replication", "TRUE").needsOwnBackend());
        assertTrue(of("user", "me", "options", "-c a=1 -d 5").needsOwnBackend());
        assertFalse(of("user", "me", "replication", "off").needsOwnBackend());
        assertFalse(of("user", "me", "options", "-c a=1").needsOwnBackend());
    }

    @Test
    void passesOnWhatABackendOfItsOwnIsStartedWith() throws Exception {
        assertEquals(
                Map.of("replication", "1", "options", "-d 5", "DateStyle", "ISO"),
                of(
                                "user",
                                "me",
                                "database",
                                "other",
                                "replication",
                                "1",
                                "options",
                                "-d 5",
                                "DateStyle",
                                "ISO",
                                "_pq_.x",
                                "1")
                        .passedOn());
    }

    @Test
    void refusesWhatCannotBeServed() {
        assertSqlState("28000", "database", "x");
        assertSqlState("08P01", "user", "me", "options", "-c a");
    }

    private static void assertSqlState(String sqlState, String... pairs) {
        var refused = assertThrows(StartupOptions.Refused.class, () -> of(pairs));
        assertEquals(sqlState, refused.failure().sqlState());
    }
}
