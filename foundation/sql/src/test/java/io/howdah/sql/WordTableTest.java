package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

class WordTableTest {
    @Test
    void findsEveryWordInAnyCaseWhereverItStands() {
        for (Word word : Word.values()) {
            String lower = word.name().toLowerCase(Locale.ROOT);
            assertEquals(word, find("", lower, ""));
            assertEquals(word, find("xyz ", word.name(), " and more of it"));
            assertEquals(word, find("a", lower.substring(0, 1) + word.name().substring(1), "b"));
        }
    }

    @Test
    void findsNoWordInItsPartsAndExtensions() {
        for (Word word : Word.values()) {
            String lower = word.name().toLowerCase(Locale.ROOT);
            assertEquals(Word.NONE, find("", lower + "$", ""));
            assertEquals(Word.NONE, find("", "é" + lower, ""));
            assertEquals(Word.NONE, find("", lower.replace('e', '3') + "9", ""));
        }
        assertEquals(Word.NONE, find("", "", ""));
        assertEquals(Word.NONE, find("", "s", "elect"));
        assertEquals(Word.NONE, find("", "selec", "t"));
        assertEquals(Word.NONE, find("", "pg_advisory_lokk", ""));
        assertEquals(Word.NONE, find("", "a".repeat(1000), ""));
    }

    @Test
    void takesTheNumberedTemporarySchemasForTheOne() {
        assertEquals(Word.PG_TEMP, find("", "pg_temp_1", ""));
        assertEquals(Word.PG_TEMP, find("", "PG_TEMP_123456789012345678901234567890123456789", ""));
        assertEquals(Word.NONE, find("", "pg_temperature", ""));
        assertEquals(Word.NONE, find("", "pg_tem", "p"));
    }

    @Test
    void findsNothingInARangeThatIsReversed() {
        assertEquals(Word.NONE, WordTable.find(new byte[] {'"'}, 1, 0));
    }

    private static Word find(String before, String word, String after) {
        byte[] text = (before + word + after).getBytes(StandardCharsets.UTF_8);
        int start = before.getBytes(StandardCharsets.UTF_8).length;
        return WordTable.find(text, start, start + word.getBytes(StandardCharsets.UTF_8).length);
    }
}
