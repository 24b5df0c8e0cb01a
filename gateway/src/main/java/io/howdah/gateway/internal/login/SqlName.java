package io.howdah.gateway.internal.login;

/**
 * A name that a stranger has chosen, as an SQL literal.
 *
 * <p>Only letters, digits and {@code _} stand for themselves; everything else is an escape of plain
 * ASCII. So the literal reads the same whatever {@code standard_conforming_strings} and {@code
 * client_encoding} are: in some encodings a backslash can be the second half of a character, and
 * doubling it would not help.
 */
final class SqlName {
    private SqlName() {}

    static String literal(String name) {
        StringBuilder literal = new StringBuilder("E'");
        name.codePoints().forEach(point -> append(literal, point));
        return literal.append('\'').toString();
    }

    private static void append(StringBuilder literal, int point) {
        if (isPlain(point)) {
            literal.append((char) point);
        } else if (point < 0x80) {
            literal.append("\\x%02x".formatted(point));
        } else {
            literal.append("\\U%08x".formatted(point));
        }
    }

    private static boolean isPlain(int point) {
        return (point >= 'a' && point <= 'z')
                || (point >= 'A' && point <= 'Z')
                || (point >= '0' && point <= '9')
                || point == '_';
    }

    /** {@code sql} with the literal in place of every {@code $1}. */
    static String into(String sql, String name) {
        return sql.replaceAll(
                "\\$1(?!\\d)", java.util.regex.Matcher.quoteReplacement(literal(name)));
    }
}
