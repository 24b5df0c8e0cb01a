package io.howdah.sql;

import java.nio.charset.StandardCharsets;

/** The words that make a date or time of a string depend on when, or on how, it is read. */
final class TimeWords {
    private static final byte[][] WORDS = {
        word("now"),
        word("today"),
        word("tomorrow"),
        word("yesterday"),
        word("epoch"),
        word("infinity"),
    };

    private TimeWords() {}

    /** Whether one stands anywhere in {@code text[from, to)}, in whatever case. */
    static boolean in(byte[] text, int from, int to) {
        for (int p = from; p < to; p++) {
            switch (text[p] | 0x20) {
                case 'n', 't', 'y', 'e', 'i' -> {
                    if (startsAt(text, p, to)) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    private static boolean startsAt(byte[] text, int at, int to) {
        for (byte[] word : WORDS) {
            if (at + word.length <= to && isSpelt(word, text, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpelt(byte[] word, byte[] text, int at) {
        for (int i = 0; i < word.length; i++) {
            if ((text[at + i] | 0x20) != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] word(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
