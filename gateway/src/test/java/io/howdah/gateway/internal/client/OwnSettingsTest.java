package io.howdah.gateway.internal.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.howdah.base.error.Failure;

import org.junit.jupiter.api.Test;

import java.util.Map;

class OwnSettingsTest {
    private static Failure refusal(String name, String value) {
        Failure refusal = OwnSettings.refusal(Map.of(name, value));
        assertNotNull(refusal, name);
        return refusal;
    }

    @Test
    void takesWhatThereIs() {
        assertNull(
                OwnSettings.refusal(
                        Map.of(
                                "howdah.route", "Replicas",
                                "howdah.consistency", "bounded",
                                "howdah.token", "7312345678901234567:1:0/16B3748")));
        assertNull(OwnSettings.refusal("howdah.route", ""));
        assertNull(OwnSettings.refusal("howdah.token", null));
        assertNull(OwnSettings.refusal("search_path", "nonsense"));
    }

    @Test
    void refusesAllElseInPostgresqlsWords() {
        Failure route = refusal("howdah.route", "nonsense");
        assertEquals("22023", route.sqlState());
        assertEquals("invalid value for parameter \"howdah.route\": \"nonsense\"", route.message());
        assertEquals("Available values: primary, replicas, any.", route.hint());
        assertEquals(
                "Available values: eventual, bounded, session, strong.",
                refusal("howdah.consistency", "strongest").hint());
        assertEquals("22023", refusal("howdah.token", "0/1").sqlState());
        assertEquals("42704", refusal("howdah.rout", "primary").sqlState());
    }
}
