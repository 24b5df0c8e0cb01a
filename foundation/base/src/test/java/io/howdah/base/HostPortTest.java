package io.howdah.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost:5432", "10.0.0.1:0", "[::1]:6432", "db-1.example.org:65535"})
    void printsWhatItReads(String text) {
        assertEquals(text, HostPort.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", ":5432", "a:b", "a:-1", "a:65536", "::1:5432"})
    void refusesEverythingElse(String text) {
        assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:1", "127.0.0.1:1", "127.8.0.1:1", "[::1]:1"})
    void knowsLoopback(String text) {
        assertTrue(HostPort.parse(text).isLoopback());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:1", "[::]:1", "10.1.2.3:1", "127.example.org:1"})
    void knowsWhatOthersReach(String text) {
        assertFalse(HostPort.parse(text).isLoopback());
    }
}
