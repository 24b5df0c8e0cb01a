package io.howdah.gateway.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.base.DataSize;
import io.howdah.base.config.InvalidSetting;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class CatalogSettingsTest {
    private static CatalogSettings settings(
            int period, int age, int objects, long size, String... harmless) {
        return new CatalogSettings(
                Duration.ofMillis(period),
                Duration.ofMillis(age),
                objects,
                new DataSize(size),
                List.of(harmless));
    }

    private static void refused(String key, int period, int age, int objects, long size) {
        assertEquals(
                key,
                assertThrows(InvalidSetting.class, () -> settings(period, age, objects, size))
                        .key());
    }

    @Test
    void refusesWhatCannotWork() {
        refused("refresh-period", 999, 60_000, 1, 1 << 20);
        refused("max-age", 10_000, 19_999, 1, 1 << 20);
        refused("max-objects", 10_000, 60_000, -1, 1 << 20);
        refused("max-size", 10_000, 60_000, 1, 1_000);
        assertEquals(
                "harmless",
                assertThrows(
                                InvalidSetting.class,
                                () -> settings(10_000, 60_000, 1, 1 << 20, "set_tenant"))
                        .key());
    }

    @Test
    void canBeSwitchedOff() {
        assertDoesNotThrow(() -> settings(0, 0, 1, 1 << 20, "app.set_tenant"));
    }
}
