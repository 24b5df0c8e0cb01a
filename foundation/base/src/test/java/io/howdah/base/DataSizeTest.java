package io.howdah.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
    @ParameterizedTest
    @ValueSource(strings = {"0B", "512B", "64KiB", "10MiB", "2GiB"})
    void printsWhatItReads(String text) {
        assertEquals(text, DataSize.parse(text).toString());
    }

    @Test
    void takesShortUnitsInAnyCase() {
        assertEquals(new DataSize(1 << 20), DataSize.parse("1 mb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "KiB", "-1B", "1.5MiB", "1TiB", "1234567890123B"})
    void refusesEverythingElse(String text) {
        assertThrows(IllegalArgumentException.class, () -> DataSize.parse(text));
    }
}
