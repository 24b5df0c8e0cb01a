package io.howdah.spi.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.base.Percentage;
import io.howdah.base.config.ConfigNode;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Position;
import io.howdah.base.config.SettingsReader;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class BalancingSettingsTest {
    private static final Position HERE = Position.of("test");
    private static final Duration HALF_LIFE = Duration.ofSeconds(30);
    private static final Duration SLOW_START = Duration.ofSeconds(10);

    @Test
    void hasDefaultsForAll() throws InvalidConfiguration {
        BalancingSettings defaults =
                new BalancingSettings(Strategy.BOT, new Percentage(0.003), HALF_LIFE, SLOW_START);
        assertEquals(defaults, BalancingSettings.DEFAULT);
        assertEquals(defaults, read(List.of()));
    }

    @Test
    void readsEveryKey() throws InvalidConfiguration {
        assertEquals(
                new BalancingSettings(
                        Strategy.LEAST_CONNECTIONS,
                        new Percentage(0.01),
                        Duration.ofMinutes(2),
                        Duration.ZERO),
                read(
                        List.of(
                                entry("strategy", "least-connections"),
                                entry("exploration", "1%"),
                                entry("half-life", "2m"),
                                entry("slow-start", "0s"))));
    }

    @Test
    void saysWhatPercentagesLookLike() {
        InvalidConfiguration invalid =
                assertThrows(
                        InvalidConfiguration.class,
                        () -> read(List.of(entry("exploration", "0.003"))));
        assertEquals(
                "test: exploration: '0.003' is not a percentage such as 0.3% or 25%",
                invalid.getMessage());
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThrows(InvalidSetting.class, () -> with(0.2, HALF_LIFE, SLOW_START));
        assertThrows(InvalidSetting.class, () -> with(0, Duration.ZERO, SLOW_START));
        assertThrows(InvalidSetting.class, () -> with(0, HALF_LIFE, Duration.ofSeconds(-1)));
        assertThrows(InvalidSetting.class, () -> with(0, HALF_LIFE, Duration.ofDays(1)));
    }

    private static BalancingSettings with(
            double exploration, Duration halfLife, Duration slowStart) {
        return new BalancingSettings(
                Strategy.BOT, new Percentage(exploration), halfLife, slowStart);
    }

    private static ConfigNode.Entry entry(String key, String text) {
        return new ConfigNode.Entry(key, HERE, new ConfigNode.Scalar(HERE, text));
    }

    private static BalancingSettings read(List<ConfigNode.Entry> entries)
            throws InvalidConfiguration {
        return new SettingsReader(Path.of("."), Map.of())
                .read(BalancingSettings.class, new ConfigNode.Mapping(HERE, entries));
    }
}
