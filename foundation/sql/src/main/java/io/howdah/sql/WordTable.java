package io.howdah.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds {@link Word}s in a text in place, without regard to case: an open hash table by a word's
 * first eight bytes and its length. Most names of a text miss at their first, empty slot.
 */
final class WordTable {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /**
     * Folds ASCII letters to lower case. It makes DEL of the underscore and mixes up control
     * characters and digits, as well as bytes above 127, among themselves: no word can be mistaken
     * for another by that, but for quoted names nobody gives.
     */
    private static final long LOWER_CASE = 0x2020_2020_2020_2020L;

    private static final int SLOTS = 1024;
    private static final int SHORTEST = 2;
    private static final int PG_TEMP_LENGTH = 7;
    private static final long PG_TEMP_MASK = (1L << (Byte.SIZE * PG_TEMP_LENGTH)) - 1;

    private static final long[] HEADS = new long[SLOTS];
    private static final byte[][] SPELLINGS = new byte[SLOTS][];
    private static final Word[] WORDS = new Word[SLOTS];
    private static final int LONGEST;
    private static final long PG_TEMP_HEAD;

    static {
        int longest = 0;
        for (Word word : Word.values()) {
            if (word != Word.NONE) {
                byte[] spelling = word.spelling();
                put(word, spelling);
                longest = Math.max(longest, spelling.length);
            }
        }
        LONGEST = longest;
        PG_TEMP_HEAD = head(Word.PG_TEMP.spelling(), 0, PG_TEMP_LENGTH);
    }

    private WordTable() {}

    /** The word that {@code text[start, end)} is; {@link Word#NONE} if it is none of them. */
    static Word find(byte[] text, int start, int end) {
        int length = end - start;
        if (length < SHORTEST) {
            return Word.NONE;
        }
        long head = head(text, start, length);
        if ((head & PG_TEMP_MASK) == PG_TEMP_HEAD && isTemporarySchema(text, start, length)) {
            return Word.PG_TEMP;
        }
        if (length > LONGEST) {
            return Word.NONE;
        }
        int slot = slot(head, length);
        while (HEADS[slot] != 0) {
            if (HEADS[slot] == head && isSpelt(SPELLINGS[slot], text, start, length)) {
                return WORDS[slot];
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        return Word.NONE;
    }

    private static boolean isTemporarySchema(byte[] text, int start, int length) {
        return length == PG_TEMP_LENGTH || text[start + PG_TEMP_LENGTH] == '_';
    }

    private static boolean isSpelt(byte[] spelling, byte[] text, int start, int length) {
        if (spelling.length != length) {
            return false;
        }
        for (int i = Long.BYTES; i < length; i++) {
            if ((text[start + i] | 0x20) != (spelling[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    /** The first eight bytes in lower case; zeros after the end of a shorter word. */
    private static long head(byte[] text, int start, int length) {
        long bytes;
        if (start + Long.BYTES <= text.length) {
            bytes = (long) LONG.get(text, start);
        } else {
            bytes = 0;
            for (int i = text.length - 1; i >= start; i--) {
                bytes = (bytes << Byte.SIZE) | (text[i] & 0xff);
            }
        }
        long mask = length >= Long.BYTES ? -1 : (1L << (Byte.SIZE * length)) - 1;
        return (bytes | LOWER_CASE) & mask;
    }

    private static int slot(long head, int length) {
        long mixed = (head ^ length) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> (Long.SIZE - Integer.numberOfTrailingZeros(SLOTS)));
    }

    private static void put(Word word, byte[] spelling) {
        long head = head(spelling, 0, spelling.length);
        int slot = slot(head, spelling.length);
        while (HEADS[slot] != 0) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        HEADS[slot] = head;
        SPELLINGS[slot] = spelling;
        WORDS[slot] = word;
    }
}
