package io.howdah.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.config.InvalidSetting;
import io.howdah.spi.balance.BalancingSettings;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

final class RoutingSettingsTest {
    private static RoutingSettings settings(Duration staleness, Duration wait, int rules) {
        return new RoutingSettings(
                ReadsFrom.ANY,
                Consistency.BOUNDED,
                staleness,
                wait,
                true,
                true,
                BalancingSettings.DEFAULT,
                Collections.nCopies(rules, RoutingRule.NONE));
    }

    private static RoutingRule rule(String digest) {
        return new RoutingRule(
                Optional.of("d"),
                Optional.of("u"),
                Optional.of(digest),
                Optional.empty(),
                Optional.empty());
    }

    private static void refused(String key, Duration staleness, Duration wait, int rules) {
        assertEquals(
                key,
                assertThrows(InvalidSetting.class, () -> settings(staleness, wait, rules)).key());
    }

    @Test
    void refusesWhatCannotWork() {
        Duration second = Duration.ofSeconds(1);
        assertEquals(1_000, settings(second, second, 1_000).rules().size());
        refused("max-staleness", Duration.ZERO, second, 0);
        refused("freshness-wait", second, Duration.ofSeconds(11), 0);
        refused("rules", second, second, 1_001);
        for (String digest : List.of("", "xyz", "00000000000000000")) {
            assertEquals("digest", assertThrows(InvalidSetting.class, () -> rule(digest)).key());
        }
    }

    @Test
    void hasRulesAboutSome() {
        assertEquals(Optional.of(-1L), rule("FFFFFFFFFFFFFFFF").digestValue());
        assertTrue(rule("1").fits("d", "u"));
        assertFalse(rule("1").fits("D", "u"));
        assertFalse(rule("1").fits("d", "v"));
        assertTrue(RoutingRule.NONE.fits("d", "v"));
    }
}
