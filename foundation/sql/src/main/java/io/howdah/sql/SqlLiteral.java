package io.howdah.sql;

/** Texts and names of others' choice, in SQL of Howdah's own. */
public final class SqlLiteral {
    private SqlLiteral() {}

    /**
     * An escape string constant in plain ASCII, which reads the same whatever {@code
     * standard_conforming_strings} and {@code client_encoding} are: in some encodings a backslash
     * can be the second half of a character, so that doubling it would not help. A server in {@code
     * SQL_ASCII} does not take characters beyond ASCII this way; see {@link #raw}.
     */
    public static String of(String text) {
        StringBuilder literal = new StringBuilder("E'");
        text.codePoints().forEach(point -> append(literal, point));
        return literal.append('\'').toString();
    }

    private static void append(StringBuilder literal, int point) {
        if (point == '\'' || point == '\\') {
            literal.append((char) point).append((char) point);
        } else if (point >= ' ' && point < 0x7F) {
            literal.append((char) point);
        } else if (point < 0x80) {
            literal.append("\\x%02x".formatted(point));
        } else {
            literal.append("\\U%08x".formatted(point));
        }
    }

    /**
     * As {@link #of}, with characters beyond ASCII as they are: for a server that converts none.
     */
    public static String raw(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** A quoted name. */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
