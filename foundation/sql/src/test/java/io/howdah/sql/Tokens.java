package io.howdah.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a lexer makes of a text, in a form that a test can compare: {@code "IDENTIFIER a"}. */
final class Tokens {
    private Tokens() {}

    static List<String> of(String text) {
        return of(text, true);
    }

    static List<String> of(String text, boolean standardConformingStrings) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Lexer lexer = new Lexer(bytes, 0, bytes.length, standardConformingStrings);
        List<String> tokens = new ArrayList<>();
        for (TokenKind kind = lexer.next(); kind != TokenKind.END; kind = lexer.next()) {
            String spelling =
                    new String(
                            bytes,
                            lexer.start(),
                            lexer.end() - lexer.start(),
                            StandardCharsets.UTF_8);
            tokens.add(kind + " " + spelling);
        }
        return tokens;
    }

    static boolean areComplete(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Lexer lexer = new Lexer(bytes, 0, bytes.length, true);
        while (lexer.next() != TokenKind.END) {}
        return lexer.isComplete();
    }
}
