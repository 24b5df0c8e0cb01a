package io.howdah.sql;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Reads the values of {@code SET} and makes of them the text that PostgreSQL stores. */
final class SettingValues {
    /**
     * The settings whose values are lists of names, of which PostgreSQL puts each in quotes where
     * needed.
     */
    private static final Set<String> NAME_LISTS =
            Set.of(
                    "local_preload_libraries",
                    "search_path",
                    "session_preload_libraries",
                    "shared_preload_libraries",
                    "temp_tablespaces",
                    "unix_socket_directories");

    /** Longer numbers are no integers to PostgreSQL and stay as they are written. */
    private static final int MOST_DIGITS = 9;

    private final TokenCursor cursor;

    SettingValues(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads the values, separated by commas; empty if one cannot be told. */
    Optional<String> read(String setting) {
        boolean names = NAME_LISTS.contains(setting);
        boolean known = true;
        StringBuilder list = new StringBuilder();
        String separator = "";
        do {
            Optional<String> value = value(names);
            known &= value.isPresent();
            list.append(separator).append(value.orElse(""));
            separator = ", ";
        } while (cursor.accept(TokenKind.COMMA));
        return known ? Optional.of(list.toString()) : Optional.empty();
    }

    /** The name in quotes, unless it is one that needs none. */
    static String quotedName(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        boolean plain =
                name.matches("[a-z_][a-z0-9_]*")
                        && KeywordTable.find(bytes, 0, bytes.length).category()
                                == Keyword.Category.UNRESERVED;
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private Optional<String> value(boolean name) {
        if (cursor.isString()) {
            return cursor.string().map(text -> name ? quotedName(text) : text);
        }
        if (cursor.is('-') || cursor.is('+') || cursor.is(TokenKind.NUMBER)) {
            return number();
        }
        switch (cursor.word()) {
            case TRUE, FALSE, ON -> {}
            default -> {
                if (cursor.word().category() == Keyword.Category.RESERVED) {
                    cursor.fail();
                }
            }
        }
        String word = cursor.label();
        return Optional.of(name ? quotedName(word) : word);
    }

    private Optional<String> number() {
        String sign = cursor.is('-') ? "-" : "";
        if (!cursor.is(TokenKind.NUMBER)) {
            cursor.advance();
        }
        if (!cursor.is(TokenKind.NUMBER)) {
            cursor.fail();
            return Optional.empty();
        }
        String digits = cursor.spelling();
        cursor.advance();
        if (digits.matches("[0-9]{1," + MOST_DIGITS + "}")) {
            return Optional.of(sign + Integer.parseInt(digits));
        }
        return digits.matches("[0-9]*[.]?[0-9]*([eE][-+]?[0-9]+)?")
                ? Optional.of(sign + digits)
                : Optional.empty();
    }
}
