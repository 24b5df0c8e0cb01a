package io.howdah.sql;

/** Reads names with and without a schema. */
final class NameReader {
    private final TokenCursor cursor;

    NameReader(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads the name of a relation: of its parts the last two count. */
    ObjectName relation() {
        return qualified(cursor.name());
    }

    /** Reads the name of a function or type, or of anything else that may be qualified. */
    ObjectName any() {
        return qualified(cursor.label());
    }

    /** Reads a name where it stands. */
    NameAt nameAt() {
        int start = cursor.start();
        int token = cursor.index();
        String name = cursor.name();
        int next = cursor.index();
        cursor.returnTo(Math.min(token + 1, next));
        int end = cursor.previousEnd();
        cursor.returnTo(next);
        return new NameAt(name, start, end);
    }

    /** Reads names separated by commas, and forgets them. */
    void skipNames() {
        do {
            any();
        } while (cursor.accept(TokenKind.COMMA));
    }

    private ObjectName qualified(String first) {
        ObjectName name = ObjectName.of(first);
        while (cursor.is(TokenKind.DOT) && cursor.isLabel(1)) {
            cursor.advance();
            name = ObjectName.of(name.name(), cursor.label());
        }
        return name;
    }
}
