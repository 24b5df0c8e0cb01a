package io.howdah.gateway.internal.access;

/**
 * One word of a rule.
 *
 * @param quoted whether it began with a double quote: it then is a name, never a keyword
 */
record Token(String text, boolean quoted) {
    boolean isKeyword(String word) {
        return !quoted && text.equals(word);
    }

    /** {@code +role}: members of a role. */
    boolean isMembership() {
        return !quoted && text.startsWith("+");
    }

    /** {@code @file}: the words of another file. */
    boolean isFile() {
        return !quoted && text.length() > 1 && text.startsWith("@");
    }

    /** {@code /regular expression}, quoted or not. */
    boolean isRegex() {
        return text.startsWith("/");
    }

    @Override
    public String toString() {
        return text;
    }
}
