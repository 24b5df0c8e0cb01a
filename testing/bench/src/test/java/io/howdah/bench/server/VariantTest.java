package io.howdah.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

class VariantTest {
    @Test
    void isReadFromOneWord() {
        Variant variant = Variant.parse("mine:threads=1,pool.mode=session,-Xmx1g");
        assertEquals("mine", variant.name());
        assertEquals(Map.of("threads", "1", "pool.mode", "session"), variant.settings());
        assertEquals(List.of("-Xmx1g"), variant.jvm());
    }

    @Test
    void overridesCommonSettings() {
        SequencedMap<String, String> common = new LinkedHashMap<>();
        common.put("pool.size", "20");
        common.put("listen", "127.0.0.1:1");
        Variant variant = Variant.of("x", "pool.size=5", "pool.mode=session", "a.b.c=1", "a.d=2");
        assertEquals(
                """
                a:
                  b:
                    c: 1
                  d: 2
                listen: 127.0.0.1:1
                pool:
                  mode: session
                  size: 5
                """,
                variant.yaml(common));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine", "mine:", ":threads=1", "mine:threads"})
    void refusesWhatIsNoVariant(String text) {
        assertThrows(IllegalArgumentException.class, () -> Variant.parse(text));
    }
}
