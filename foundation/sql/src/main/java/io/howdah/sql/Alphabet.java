package io.howdah.sql;

/** The character classes of PostgreSQL's scanner, one bit each. A byte above 127 is a letter. */
final class Alphabet {
    /** Blank, tab, line feed, vertical tab, form feed, carriage return. */
    static final int SPACE = 1;

    /** Starts an identifier: a letter or underscore. */
    static final int IDENTIFIER_START = 2;

    /** Continues an identifier: a letter, digit, underscore or dollar sign. */
    static final int IDENTIFIER = 4;

    static final int DIGIT = 8;

    /** Can be part of an operator. */
    static final int OPERATOR = 16;

    /**
     * A letter that, before a quote or ampersand, may belong to a string or quoted identifier: B E
     * N U X.
     */
    static final int PREFIX = 32;

    /**
     * A character that PostgreSQL allows in operators and the SQL standard does not: with one of
     * these, an operator may end in {@code +} or {@code -}.
     */
    static final int EXTENDED_OPERATOR = 64;

    private static final byte[] CLASSES = classes();

    private Alphabet() {}

    /** Whether byte {@code b} belongs to one of the classes whose bits are given. */
    static boolean is(byte b, int classes) {
        return (CLASSES[b & 0xff] & classes) != 0;
    }

    private static byte[] classes() {
        byte[] table = new byte[256];
        add(table, " \t\n\u000b\f\r", SPACE);
        add(table, "0123456789", DIGIT | IDENTIFIER);
        add(table, "$", IDENTIFIER);
        add(table, "_", IDENTIFIER_START | IDENTIFIER);
        for (char letter = 'a'; letter <= 'z'; letter++) {
            add(table, letter + Character.toString(letter - 0x20), IDENTIFIER_START | IDENTIFIER);
        }
        for (int high = 0x80; high <= 0xff; high++) {
            table[high] = IDENTIFIER_START | IDENTIFIER;
        }
        add(table, "bBeEnNuUxX", PREFIX);
        add(table, "+-*/<>=~!@#%^&|`?", OPERATOR);
        add(table, "~!@#%^&|`?", EXTENDED_OPERATOR);
        return table;
    }

    private static void add(byte[] table, String characters, int classes) {
        for (int i = 0; i < characters.length(); i++) {
            table[characters.charAt(i)] |= (byte) classes;
        }
    }
}
