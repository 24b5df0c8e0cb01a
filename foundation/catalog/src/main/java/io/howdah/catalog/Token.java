package io.howdah.catalog;

import io.howdah.sql.Lexer;
import io.howdah.sql.TokenKind;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A token of a function's body.
 *
 * @param text of an identifier the name that it gives, of anything else the text itself
 */
record Token(TokenKind kind, String text) {
    /** PostgreSQL cuts longer names: its {@code NAMEDATALEN - 1}. */
    private static final int LONGEST_NAME = 63;

    private static final Token END = new Token(TokenKind.END, "");

    /** All tokens of a text and an {@link TokenKind#END}; {@link TokenKind#OTHER} if cut off. */
    static List<Token> of(String body) {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        Lexer lexer = new Lexer(text, 0, text.length, true);
        List<Token> tokens = new ArrayList<>();
        for (TokenKind kind = lexer.next(); kind != TokenKind.END; kind = lexer.next()) {
            String part =
                    new String(
                            text,
                            lexer.start(),
                            lexer.end() - lexer.start(),
                            StandardCharsets.UTF_8);
            tokens.add(new Token(kind, named(kind, part)));
        }
        tokens.add(lexer.isComplete() ? END : new Token(TokenKind.OTHER, ""));
        tokens.add(END);
        return tokens;
    }

    boolean isName() {
        return kind == TokenKind.IDENTIFIER || kind == TokenKind.QUOTED_IDENTIFIER;
    }

    private static String named(TokenKind kind, String part) {
        return switch (kind) {
            case IDENTIFIER -> cut(part.toLowerCase(Locale.ROOT));
            case QUOTED_IDENTIFIER ->
                    cut(part.substring(1, Math.max(1, part.length() - 1)).replace("\"\"", "\""));
            default -> part;
        };
    }

    private static String cut(String name) {
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
