package io.howdah.admin.internal.command;

import io.howdah.admin.internal.command.Token.Kind;
import io.howdah.gateway.control.ControlRefused;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into words; comments are skipped. */
final class Scanner {
    private static final String SYMBOLS = "=,;";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Scanner(String text) {
        this.text = text;
    }

    /**
     * The words of {@code text}.
     *
     * @throws ControlRefused when a quote is not closed
     */
    static List<Token> scan(String text) throws ControlRefused {
        Scanner scanner = new Scanner(text);
        while (scanner.position < text.length()) {
            scanner.next();
        }
        return scanner.tokens;
    }

    private void next() throws ControlRefused {
        char c = text.charAt(position);
        if (Character.isWhitespace(c)) {
            position++;
        } else if (text.startsWith("--", position)) {
            skipTo("\n");
        } else if (text.startsWith("/*", position)) {
            skipTo("*/");
        } else if (SYMBOLS.indexOf(c) >= 0) {
            tokens.add(new Token(Kind.SYMBOL, String.valueOf(c)));
            position++;
        } else if (c == '"' || c == '\'') {
            quoted(c);
        } else {
            word();
        }
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, position);
        position = found < 0 ? text.length() : found + end.length();
    }

    private void quoted(char quote) throws ControlRefused {
        StringBuilder content = new StringBuilder();
        for (int i = position + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != quote) {
                content.append(c);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                content.append(c);
                i++;
            } else {
                tokens.add(new Token(quote == '"' ? Kind.NAME : Kind.STRING, content.toString()));
                position = i + 1;
                return;
            }
        }
        throw Refusals.syntax("a quote is not closed in '" + text.strip() + "'");
    }

    private void word() {
        int begin = position;
        while (position < text.length() && !endsWord(text.charAt(position))) {
            position++;
        }
        tokens.add(new Token(Kind.WORD, text.substring(begin, position)));
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || SYMBOLS.indexOf(c) >= 0 || c == '"' || c == '\'';
    }
}
