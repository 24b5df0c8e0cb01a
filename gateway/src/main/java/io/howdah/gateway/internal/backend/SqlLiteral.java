package io.howdah.gateway.internal.backend;

/** Text as a constant in SQL of Howdah's own. */
public final class SqlLiteral {
    private SqlLiteral() {}

    /** An escape string constant, which reads the same whatever standard_conforming_strings is. */
    public static String of(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** A quoted name. */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
