package io.howdah.gateway.internal.backend;

import io.howdah.sql.Lexer;
import io.howdah.sql.TokenKind;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whose backends are outdated by a statement: {@code ALTER ROLE}, {@code ALTER DATABASE} and {@code
 * ALTER SYSTEM} with SET or RESET change what a session begins with.
 */
final class StartSettingsChange {
    private static final Set<String> NO_NAMES =
            Set.of("all", "current_user", "current_role", "session_user");

    private StartSettingsChange() {}

    /** The pools that are concerned; empty if none are. */
    static Optional<PoolFilter> of(byte[] text, int from, int to, boolean standardStrings) {
        Lexer lexer = new Lexer(text, from, to - from, standardStrings);
        if (!"alter".equals(word(lexer, text, lexer.next()))) {
            return Optional.empty();
        }
        String sort = String.valueOf(word(lexer, text, lexer.next()));
        String name = word(lexer, text, lexer.next());
        PoolFilter filter =
                switch (sort) {
                    case "system" -> PoolFilter.ALL;
                    case "database" -> name == null ? PoolFilter.ALL : PoolFilter.ofDatabase(name);
                    case "role", "user" ->
                            name == null || NO_NAMES.contains(name)
                                    ? PoolFilter.ALL
                                    : PoolFilter.ofUser(name);
                    default -> null;
                };
        boolean sets = sort.equals("system");
        for (TokenKind token = lexer.next(); token != TokenKind.END && !sets; ) {
            String word = token == TokenKind.IDENTIFIER ? word(lexer, text, token) : null;
            sets = "set".equals(word) || "reset".equals(word);
            token = lexer.next();
        }
        return sets ? Optional.ofNullable(filter) : Optional.empty();
    }

    /** A word as PostgreSQL compares it; null for what is none, or has Unicode escapes. */
    private static @Nullable String word(Lexer lexer, byte[] text, TokenKind token) {
        int quote = token == TokenKind.QUOTED_IDENTIFIER ? 1 : 0;
        if (quote == 0 && token != TokenKind.IDENTIFIER) {
            return null;
        }
        int start = lexer.start() + quote;
        String word = new String(text, start, lexer.end() - quote - start, StandardCharsets.UTF_8);
        return quote == 1 ? word.replace("\"\"", "\"") : word.toLowerCase(Locale.ROOT);
    }
}
