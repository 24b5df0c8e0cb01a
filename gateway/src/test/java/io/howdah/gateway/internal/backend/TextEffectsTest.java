package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class TextEffectsTest {
    private static TextEffects of(String sql) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        return TextEffects.of(text, 0, text.length, true);
    }

    private static List<PoolFilter> outdated(String sql) {
        return of(sql).outdates();
    }

    @Test
    void findsWhatHowdahsOwnSettingsAreSetTo() {
        assertEquals(
                Map.of("howdah.route", "primary"), of("SET Howdah.Route = 'primary'").ownValues());
        assertEquals(
                Map.of("howdah.route", "any", "howdah.token", "x"),
                of("SET LOCAL howdah.route TO 'any'; SELECT set_config('howdah.token','x',false)")
                        .ownValues());
        assertEquals(Map.of(), of("SET howdah.route TO DEFAULT").ownValues());
        assertEquals(Map.of(), of("SELECT set_config('howdah.route', $1, false)").ownValues());
        assertEquals(Map.of(), of("SET search_path = 'howdah.route'").ownValues());
    }

    @Test
    void findsWhoAsksForTheToken() {
        assertTrue(of("SHOW howdah.token").readsToken());
        assertTrue(of("select CURRENT_SETTING('Howdah.Token', true)").readsToken());
        assertFalse(of("SHOW howdah.route").readsToken());
        assertFalse(of("SELECT 'howdah.token'").readsToken());
        assertFalse(of("SELECT current_setting('a')").readsToken());
        assertFalse(of("SET howdah.token = 'x'").readsToken());
    }

    @Test
    void keepsTheHintOfATextThatIsElsePlain() {
        assertSame(of("SELECT 1"), of("SELECT 2 /* mine */"));
        TextEffects hinted = of("SELECT 1 /* howdah: route=primary */");
        assertEquals(RouteHint.PRIMARY, hinted.hint());
        assertEquals(of("SELECT 1").profile(), hinted.profile());
        assertEquals(RouteHint.NONE, of("SELECT 1").hint());
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
