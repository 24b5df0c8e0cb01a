package io.howdah.base.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class DurationTextTest {
    @Test
    void readsEveryUnit() {
        assertEquals(Duration.ofNanos(50_000), DurationText.parse("50us"));
        assertEquals(Duration.ofMillis(250), DurationText.parse("250ms"));
        assertEquals(Duration.ofSeconds(5), DurationText.parse("5s"));
        assertEquals(Duration.ofMinutes(10), DurationText.parse("10m"));
        assertEquals(Duration.ofHours(2), DurationText.parse("2 h"));
        assertEquals(Duration.ofDays(1), DurationText.parse("1d"));
        assertEquals(Duration.ZERO, DurationText.parse("0s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"50us", "1050us", "250ms", "5s", "0s"})
    void writesTheShortestUnitThatItTakes(String text) {
        assertEquals(text, DurationText.of(DurationText.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "5", "s", "-1s", "1.5s", "5 minutes", "9999999999s"})
    void refusesEverythingElse(String text) {
        assertThrows(IllegalArgumentException.class, () -> DurationText.parse(text));
    }
}
