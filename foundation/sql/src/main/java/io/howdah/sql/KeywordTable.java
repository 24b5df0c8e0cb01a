package io.howdah.sql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds {@link Keyword}s in a text in place, without regard to case: an open hash table. */
final class KeywordTable {
    private static final int SLOTS = 2048;
    private static final byte[][] SPELLINGS = new byte[SLOTS][];
    private static final Keyword[] KEYWORDS = new Keyword[SLOTS];
    private static final int LONGEST;

    static {
        int longest = 0;
        for (Keyword keyword : Keyword.values()) {
            if (keyword != Keyword.NO_KEYWORD) {
                byte[] spelling =
                        keyword.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
                put(keyword, spelling);
                longest = Math.max(longest, spelling.length);
            }
        }
        LONGEST = longest;
    }

    private KeywordTable() {}

    /** The key word that {@code text[start, end)} is; {@link Keyword#NO_KEYWORD} if it is none. */
    static Keyword find(byte[] text, int start, int end) {
        if (end - start > LONGEST) {
            return Keyword.NO_KEYWORD;
        }
        int slot = slot(text, start, end);
        while (SPELLINGS[slot] != null) {
            if (isSpelt(SPELLINGS[slot], text, start, end)) {
                return KEYWORDS[slot];
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        return Keyword.NO_KEYWORD;
    }

    private static boolean isSpelt(byte[] spelling, byte[] text, int start, int end) {
        if (spelling.length != end - start) {
            return false;
        }
        for (int i = 0; i < spelling.length; i++) {
            if (Names.folded(text[start + i]) != spelling[i]) {
                return false;
            }
        }
        return true;
    }

    private static int slot(byte[] text, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + (text[i] | 0x20);
        }
        return (hash * 0x9E37_79B9) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
    }

    private static void put(Keyword keyword, byte[] spelling) {
        int slot = slot(spelling, 0, spelling.length);
        while (SPELLINGS[slot] != null) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        SPELLINGS[slot] = spelling;
        KEYWORDS[slot] = keyword;
    }
}
