package io.howdah.gateway.internal.access;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line into fields: blanks between fields, commas between a field's words, {@code #} before
 * a comment, double quotes around what would mean something else.
 *
 * <p>It follows {@code next_token} in PostgreSQL's {@code hba.c}, oddities included: a word may be
 * quoted in part, a doubled quote inside quotes stands for one, and a comma at a field's end goes
 * on over blanks.
 */
final class LineCutter {
    private final String line;
    private int position;
    private boolean commaFollows;

    LineCutter(String line) {
        this.line = line;
    }

    /** The line's fields, none for a blank line. */
    List<List<Token>> fields() {
        List<List<Token>> fields = new ArrayList<>();
        List<Token> field = field();
        while (!field.isEmpty()) {
            fields.add(field);
            field = field();
        }
        return fields;
    }

    private List<Token> field() {
        List<Token> words = new ArrayList<>();
        do {
            Token word = word();
            if (word == null) {
                break;
            }
            words.add(word);
        } while (commaFollows);
        return words;
    }

    private @Nullable Token word() {
        skipBlanks();
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        boolean closed = false;
        boolean anyQuote = false;
        boolean quoted = false;
        commaFollows = false;
        for (; position < line.length(); position++) {
            char c = line.charAt(position);
            if (!inside && isBlank(c)) {
                break;
            }
            if (!inside && c == '#') {
                position = line.length();
                break;
            }
            if (!inside && c == ',') {
                commaFollows = true;
                position++;
                break;
            }
            if (c != '"' || closed) {
                word.append(c);
            }
            closed = inside && c == '"' && !closed;
            if (c == '"') {
                inside = !inside;
                anyQuote = true;
                quoted |= word.isEmpty();
            }
        }
        return anyQuote || !word.isEmpty() ? new Token(word.toString(), quoted) : null;
    }

    private void skipBlanks() {
        while (position < line.length()
                && (isBlank(line.charAt(position)) || line.charAt(position) == ',')) {
            position++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
