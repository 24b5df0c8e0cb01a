package io.howdah.sql;

import java.util.Locale;
import java.util.Optional;

/** Reads the arguments of {@code set_config} where they are constants. */
final class ConfigCallReader {
    /**
     * How far a value is read, so that calls within calls do not cost the square of their number.
     */
    private static final int LONGEST_VALUE = 100;

    private ConfigCallReader() {}

    /** Reads from the opening parenthesis, to which the cursor returns. */
    static ConfigCall read(TokenCursor cursor) {
        int place = cursor.index();
        cursor.advance();
        Optional<String> name = argument(cursor);
        boolean separated = cursor.accept(TokenKind.COMMA);
        Optional<String> value = argument(cursor);
        separated &= skipTo(cursor);
        Optional<Boolean> local = truth(cursor);
        boolean closed = cursor.is(TokenKind.RIGHT_PARENTHESIS);
        cursor.returnTo(place);
        if (name.isEmpty() || !separated || !closed) {
            return ConfigCall.UNREADABLE;
        }
        return new ConfigCall(name.map(text -> text.toLowerCase(Locale.ROOT)), value, local);
    }

    /** A string constant that is a whole argument, with or without a cast to text. */
    private static Optional<String> argument(TokenCursor cursor) {
        int place = cursor.index();
        Optional<String> value = cursor.string();
        if (cursor.is(TokenKind.TYPECAST) && cursor.isLabel(1)) {
            cursor.advance();
            if (!cursor.label().equals("text")) {
                value = Optional.empty();
            }
        }
        if (!cursor.is(TokenKind.COMMA)) {
            cursor.returnTo(place);
            return Optional.empty();
        }
        return value;
    }

    /** Goes behind the comma after the value, whatever expression that is. */
    private static boolean skipTo(TokenCursor cursor) {
        int depth = 0;
        int limit = cursor.index() + LONGEST_VALUE;
        while (!cursor.isEnd() && cursor.index() < limit) {
            switch (cursor.kind()) {
                case LEFT_PARENTHESIS, LEFT_BRACKET -> depth++;
                case RIGHT_PARENTHESIS, RIGHT_BRACKET -> depth--;
                default -> {}
            }
            if (depth < 0) {
                return false;
            }
            boolean comma = depth == 0 && cursor.is(TokenKind.COMMA);
            cursor.advance();
            if (comma) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Boolean> truth(TokenCursor cursor) {
        if (cursor.accept(Keyword.TRUE)) {
            return Optional.of(true);
        }
        if (cursor.accept(Keyword.FALSE)) {
            return Optional.of(false);
        }
        return cursor.string().flatMap(Truths::read);
    }
}
