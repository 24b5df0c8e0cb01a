package io.howdah.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentageTest {
    @ParameterizedTest
    @ValueSource(strings = {"0%", "0.3%", "25%", "99.99%", "100%"})
    void printsWhatItReads(String text) {
        assertEquals(text, Percentage.parse(text).toString());
    }

    @Test
    void readsPartsOfTheWhole() {
        assertEquals(new Percentage(0.003), Percentage.parse("0.3 %"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "0.3", "-1%", "101%", ".5%", "1e1%", "0.3%%"})
    void refusesEverythingElse(String text) {
        assertThrows(IllegalArgumentException.class, () -> Percentage.parse(text));
    }
}
