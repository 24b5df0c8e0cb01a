package io.howdah.gateway.internal.listen;

import io.howdah.sql.Lexer;
import io.howdah.sql.TokenKind;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds in a text what LISTEN and its like need, statement by statement. For one thread.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-listen.html">LISTEN</a>
 */
public final class ListenText {
    /** PostgreSQL cuts longer names, NAMEDATALEN - 1. */
    private static final int LONGEST_NAME_BYTES = 63;

    private final byte[] text;
    private final Charset charset;
    private final Lexer lexer;
    private final List<ListenAction> actions = new ArrayList<>();
    private TokenKind token = TokenKind.END;
    private boolean understood = true;

    private ListenText(byte[] text, Charset charset, Lexer lexer) {
        this.text = text;
        this.charset = charset;
        this.lexer = lexer;
    }

    /**
     * The actions in {@code text[offset, offset + length)}, in order; empty when there is one that
     * cannot be told, such as a name that is written with Unicode escapes.
     */
    public static Optional<List<ListenAction>> actions(
            byte[] text,
            int offset,
            int length,
            boolean standardConformingStrings,
            Charset charset) {
        ListenText reader =
                new ListenText(
                        text, charset, new Lexer(text, offset, length, standardConformingStrings));
        reader.read();
        return reader.understood ? Optional.of(reader.actions) : Optional.empty();
    }

    /** Whether the text may notify: it has the word NOTIFY, or a name that ends with it. */
    public static boolean mayNotify(byte[] text, int offset, int length) {
        int last = offset + length - 6;
        for (int i = offset; i <= last; i++) {
            if ((text[i] | 0x20) == 'n'
                    && (text[i + 1] | 0x20) == 'o'
                    && (text[i + 2] | 0x20) == 't'
                    && (text[i + 3] | 0x20) == 'i'
                    && (text[i + 4] | 0x20) == 'f'
                    && (text[i + 5] | 0x20) == 'y') {
                return true;
            }
        }
        return false;
    }

    private void read() {
        do {
            token = lexer.next();
            statement();
            while (token != TokenKind.SEMICOLON && token != TokenKind.END) {
                token = lexer.next();
            }
        } while (token != TokenKind.END);
    }

    private void statement() {
        if (token != TokenKind.IDENTIFIER) {
            return;
        }
        switch (word()) {
            case "listen" -> named(ListenAction.Listen::new);
            case "unlisten" -> unlisten();
            case "discard" -> {
                if (isNext("all")) {
                    actions.add(new ListenAction.DiscardAll());
                }
            }
            case "savepoint" -> named(ListenAction.Savepoint::new);
            case "release" -> release();
            case "rollback" -> rollback();
            case "commit", "end", "abort" -> actions.add(new ListenAction.End());
            default -> {}
        }
    }

    private void unlisten() {
        token = lexer.next();
        if (lexer.is('*')) {
            actions.add(new ListenAction.UnlistenAll());
        } else {
            name(ListenAction.Unlisten::new);
        }
    }

    private void release() {
        token = lexer.next();
        if (token == TokenKind.IDENTIFIER && word().equals("savepoint")) {
            token = lexer.next();
        }
        name(ListenAction.Release::new);
    }

    private void rollback() {
        token = lexer.next();
        if (token == TokenKind.IDENTIFIER
                && (word().equals("work") || word().equals("transaction"))) {
            token = lexer.next();
        }
        if (token != TokenKind.IDENTIFIER || !word().equals("to")) {
            actions.add(new ListenAction.End()); // or ROLLBACK PREPARED, which has a tag of its own
            return;
        }
        token = lexer.next();
        if (token == TokenKind.IDENTIFIER && word().equals("savepoint")) {
            token = lexer.next();
        }
        name(ListenAction.RollbackTo::new);
    }

    private boolean isNext(String word) {
        token = lexer.next();
        return token == TokenKind.IDENTIFIER && word().equals(word);
    }

    private interface OfName {
        ListenAction with(String name);
    }

    private void named(OfName action) {
        token = lexer.next();
        name(action);
    }

    private void name(OfName action) {
        String name = name();
        if (name != null) {
            actions.add(action.with(name));
        }
    }

    /** The name at the cursor as PostgreSQL understands it; null when it is none. */
    private @Nullable String name() {
        return switch (token) {
            case IDENTIFIER -> cut(word());
            case QUOTED_IDENTIFIER -> {
                String raw = raw();
                yield cut(raw.substring(1, raw.length() - 1).replace("\"\"", "\""));
            }
            case UNICODE_IDENTIFIER -> {
                understood = false;
                yield null;
            }
            default -> null; // PostgreSQL refuses the statement.
        };
    }

    /** Letters beyond ASCII are folded by the server's locale, if at all: not to be foreseen. */
    private String word() {
        String raw = raw();
        StringBuilder word = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            understood &= c < 0x80 || Character.toLowerCase(c) == c;
            word.append(c >= 'A' && c <= 'Z' ? (char) (c + 0x20) : c);
        }
        return word.toString();
    }

    private String raw() {
        return new String(text, lexer.start(), lexer.end() - lexer.start(), charset);
    }

    /** What PostgreSQL cuts it cuts in its own encoding: foreseen for plain names only. */
    private String cut(String name) {
        if (name.getBytes(charset).length <= LONGEST_NAME_BYTES) {
            return name;
        }
        understood &= name.chars().allMatch(c -> c < 0x80);
        return name.substring(0, Math.min(name.length(), LONGEST_NAME_BYTES));
    }
}
