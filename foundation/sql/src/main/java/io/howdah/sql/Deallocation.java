package io.howdah.sql;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the name out of {@code DEALLOCATE [PREPARE] name}. */
public final class Deallocation {
    private Deallocation() {}

    /**
     * The name, one character a byte, as PostgreSQL would compare it: what is not quoted in lower
     * case. Empty when the text is anything else than this one statement, or the name is of the
     * form {@code U&"…"}.
     */
    public static Optional<String> name(byte[] text, int offset, int length) {
        Lexer lexer = new Lexer(text, offset, length, true);
        if (!isWord(lexer, text, "deallocate")) {
            return Optional.empty();
        }
        Optional<String> name = Optional.empty();
        TokenKind token = lexer.next();
        if (token == TokenKind.IDENTIFIER) {
            String word = folded(string(lexer, text, 0));
            token = lexer.next();
            if (word.equals("prepare") && isName(token)) {
                name = name(lexer, text, token);
                token = lexer.next();
            } else if (!word.equals("all")) {
                name = Optional.of(word);
            }
        } else if (token == TokenKind.QUOTED_IDENTIFIER) {
            name = name(lexer, text, token);
            token = lexer.next();
        }
        while (token == TokenKind.SEMICOLON) {
            token = lexer.next();
        }
        return token == TokenKind.END && lexer.isComplete() ? name : Optional.empty();
    }

    private static boolean isWord(Lexer lexer, byte[] text, String word) {
        TokenKind token = lexer.next();
        while (token == TokenKind.SEMICOLON) {
            token = lexer.next();
        }
        return token == TokenKind.IDENTIFIER && string(lexer, text, 0).equalsIgnoreCase(word);
    }

    private static boolean isName(TokenKind token) {
        return token == TokenKind.IDENTIFIER || token == TokenKind.QUOTED_IDENTIFIER;
    }

    private static Optional<String> name(Lexer lexer, byte[] text, TokenKind token) {
        if (token == TokenKind.QUOTED_IDENTIFIER) {
            return Optional.of(string(lexer, text, 1).replace("\"\"", "\""));
        }
        String word = folded(string(lexer, text, 0));
        return word.equals("all") ? Optional.empty() : Optional.of(word);
    }

    /** Letters of ASCII only: others are parts of characters here. */
    private static String folded(String word) {
        StringBuilder folded = new StringBuilder(word);
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c | 0x20));
            }
        }
        return folded.toString();
    }

    private static String string(Lexer lexer, byte[] text, int quote) {
        int from = lexer.start() + quote;
        return new String(text, from, lexer.end() - quote - from, StandardCharsets.ISO_8859_1);
    }
}
