package io.howdah.admin.internal.command;

import java.util.Locale;

/**
 * A word of a command.
 *
 * @param text without its quotes
 */
record Token(Kind kind, String text) {
    enum Kind {
        /** Letters, digits and what addresses are made of. */
        WORD,
        /** In double quotes. */
        NAME,
        /** In single quotes. */
        STRING,
        /** One of {@code = , ;}. */
        SYMBOL
    }

    /** Whether it is this word, in letters of any size. */
    boolean is(String word) {
        return kind != Kind.STRING && kind != Kind.NAME && text.equalsIgnoreCase(word);
    }

    /** As commands are compared. */
    String lower() {
        return text.toLowerCase(Locale.ROOT);
    }
}
