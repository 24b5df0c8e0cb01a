package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class DigestTableTest {
    private final DigestTable<String> table = new DigestTable<>(2);
    private final Digester digester = new Digester();

    @Test
    void findsWhatWasPut() {
        assertNull(find("select 1"));
        put("select 1", "one");
        put("select a", "a");
        assertEquals("one", find("SELECT 'x' -- y"));
        assertEquals("a", find("select A"));
        put("select 2", "two");
        assertEquals("two", find("select 1"));
        assertEquals(2, table.size());
        assertEquals(0, table.evictions());
    }

    @Test
    void losesTheLeastRecentlyUsed() {
        put("select a", "a");
        put("select b", "b");
        assertEquals("a", find("select a"));
        put("select c", "c");
        assertNull(find("select b"));
        assertEquals("a", find("select a"));
        assertEquals("c", find("select c"));
        assertEquals(1, table.evictions());
        List<String> values = new ArrayList<>();
        table.forEach((digest, value) -> values.add(value));
        assertEquals(List.of("c", "a"), values);
    }

    @Test
    void confirmsAMatchOnTheText() {
        read("select a");
        Digest forged = new Digest(digester.hash(), "select b".getBytes(StandardCharsets.UTF_8));
        table.put(forged, "forged");
        assertNull(find("select a"));
        table.put(digester.digest(), "genuine");
        assertEquals("genuine", find("select a"));
        assertEquals(2, table.size());
    }

    @Test
    void keepsNoMoreThanItMay() {
        DigestTable<Integer> large = new DigestTable<>(100);
        for (int i = 0; i < 10_000; i++) {
            read("select a" + i);
            large.put(digester.digest(), i);
        }
        assertEquals(100, large.size());
        assertEquals(9_900, large.evictions());
        for (int i = 9_900; i < 10_000; i++) {
            read("select a" + i);
            assertEquals(i, large.find(digester));
        }
        large.clear();
        assertEquals(0, large.size());
        assertNull(large.find(digester));
        assertThrows(IllegalArgumentException.class, () -> new DigestTable<String>(0));
    }

    private void put(String text, String value) {
        read(text);
        table.put(digester.digest(), value);
    }

    private @Nullable String find(String text) {
        read(text);
        return table.find(digester);
    }

    private void read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digester.read(bytes, 0, bytes.length, true);
    }
}
