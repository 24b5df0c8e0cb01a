package io.howdah.sql;

/** Whether constants are folded at the present place: in queries, but not in all commands. */
final class FoldedConstants {
    private enum State {
        /** Before the first word of a statement. */
        START,
        /** After {@code EXPLAIN}. */
        EXPLAIN,
        /** After {@code EXPLAIN (}. */
        EXPLAIN_PARENTHESIS,
        /** Among the options of {@code EXPLAIN}. */
        OPTIONS,
        /** After {@code PREPARE}. */
        PREPARE,
        FOLDED,
        KEPT
    }

    private State state = State.START;
    private int depth;
    private boolean once;

    void startStatement() {
        state = State.START;
        once = false;
    }

    /** Takes note of the next token. */
    void see(TokenKind kind, Keyword word, Keyword previousWord) {
        once = keepsNext(kind, previousWord);
        switch (state) {
            case START -> start(kind, word);
            case PREPARE -> state = word == Keyword.TRANSACTION ? State.KEPT : State.FOLDED;
            case EXPLAIN ->
                    state =
                            kind == TokenKind.LEFT_PARENTHESIS
                                    ? State.EXPLAIN_PARENTHESIS
                                    : State.FOLDED;
            case EXPLAIN_PARENTHESIS -> {
                state = startsQuery(kind, word) ? State.FOLDED : State.OPTIONS;
                depth = 1;
            }
            case OPTIONS -> option(kind);
            case FOLDED, KEPT -> {}
        }
    }

    /** Whether a constant that was seen last is folded. */
    boolean areFolded() {
        return state == State.FOLDED && !once;
    }

    /** The escape character of a name belongs to the name. */
    private static boolean keepsNext(TokenKind kind, Keyword previousWord) {
        return previousWord == Keyword.UESCAPE && kind.isStringLiteral();
    }

    private void start(TokenKind kind, Keyword word) {
        if (kind == TokenKind.LEFT_PARENTHESIS) {
            return;
        }
        state =
                switch (word) {
                    case SELECT, VALUES, TABLE, WITH, INSERT, UPDATE, DELETE -> State.FOLDED;
                    case MERGE, EXECUTE, DECLARE, CALL, SET -> State.FOLDED;
                    case EXPLAIN -> State.EXPLAIN;
                    case PREPARE -> State.PREPARE;
                    default -> State.KEPT;
                };
    }

    private static boolean startsQuery(TokenKind kind, Keyword word) {
        return kind == TokenKind.LEFT_PARENTHESIS
                || switch (word) {
                    case SELECT, VALUES, TABLE, WITH -> true;
                    default -> false;
                };
    }

    private void option(TokenKind kind) {
        switch (kind) {
            case LEFT_PARENTHESIS -> depth++;
            case RIGHT_PARENTHESIS -> {
                if (--depth == 0) {
                    state = State.FOLDED;
                }
            }
            default -> {}
        }
    }
}
