package io.howdah.sql;

import java.util.List;

/**
 * Reads the condition of WHERE or ON, and notes the literals in its comparisons that can be
 * parameters.
 *
 * <p>It knows AND, OR, NOT, conditions in parentheses, and comparisons of a column with literals.
 * Whatever else stands between AND and OR is passed over as a whole, its literals not noted: so is
 * a comparison after which more follows than may follow a condition, since it is then an operand of
 * something else.
 */
final class ConditionReader {
    /** Deeper parentheses are passed over; each may be read twice a level. */
    private static final int DEEPEST = 10;

    private final TokenList tokens;
    private final TokenCursor cursor;
    private final List<ParameterSlot> slots;
    private int depth;

    /** A reader that adds what it finds to the slots. */
    ConditionReader(TokenList tokens, TokenCursor cursor, List<ParameterSlot> slots) {
        this.tokens = tokens;
        this.cursor = cursor;
        this.slots = slots;
    }

    /** Reads from the cursor up to what ends the condition. */
    void read() {
        do {
            term();
        } while (cursor.accept(Keyword.AND) || cursor.accept(Keyword.OR));
    }

    /** Passes what is in parentheses or brackets, and both of them. */
    void skipNested() {
        int open = 0;
        do {
            switch (cursor.kind()) {
                case LEFT_PARENTHESIS, LEFT_BRACKET -> open++;
                case RIGHT_PARENTHESIS, RIGHT_BRACKET -> open--;
                default -> {}
            }
            cursor.advance();
        } while (open > 0 && !cursor.isEnd());
        if (open > 0) {
            cursor.fail();
        }
    }

    private void term() {
        while (cursor.accept(Keyword.NOT)) {}
        int from = cursor.index();
        int mark = slots.size();
        if (known() && endsTerm()) {
            return;
        }
        slots.subList(mark, slots.size()).clear();
        if (!cursor.hasFailed()) {
            cursor.returnTo(from);
            skipTerm();
        }
    }

    private boolean known() {
        return cursor.is(TokenKind.LEFT_PARENTHESIS) ? group() : column() && comparison();
    }

    private boolean group() {
        if (depth == DEEPEST) {
            return false;
        }
        depth++;
        cursor.advance();
        read();
        depth--;
        return cursor.accept(TokenKind.RIGHT_PARENTHESIS);
    }

    /** {@code name} or {@code name.name}. */
    private boolean column() {
        if (!cursor.isName()) {
            return false;
        }
        cursor.advance();
        while (cursor.is(TokenKind.DOT) && cursor.isLabel(1)) {
            cursor.advance(2);
        }
        return true;
    }

    private boolean comparison() {
        if (isComparison()) {
            cursor.advance();
            return literal();
        }
        cursor.accept(Keyword.NOT);
        if (cursor.accept(Keyword.BETWEEN)) {
            return literal() && cursor.accept(Keyword.AND) && literal();
        }
        return cursor.accept(Keyword.IN) && list();
    }

    private boolean isComparison() {
        return cursor.is(TokenKind.OPERATOR)
                && switch (cursor.spelling()) {
                    case "=", "<>", "!=", "<", ">", "<=", ">=" -> true;
                    default -> false;
                };
    }

    private boolean list() {
        if (!cursor.accept(TokenKind.LEFT_PARENTHESIS)) {
            return false;
        }
        do {
            if (!literal()) {
                return false;
            }
        } while (cursor.accept(TokenKind.COMMA));
        return cursor.accept(TokenKind.RIGHT_PARENTHESIS);
    }

    private boolean literal() {
        return !cursor.isEnd()
                && ParameterSlot.of(tokens, cursor.index()).map(this::add).orElse(false);
    }

    private boolean add(ParameterSlot slot) {
        slots.add(slot);
        cursor.advance();
        return true;
    }

    /** Passes a term of any form, with the AND of its BETWEENs. */
    private void skipTerm() {
        int from = cursor.index();
        int betweens = 0;
        while (betweens > 0 ? !cursor.isEnd() : !endsTerm()) {
            switch (cursor.kind()) {
                case LEFT_PARENTHESIS, LEFT_BRACKET -> skipNested();
                case IDENTIFIER -> {
                    switch (cursor.word()) {
                        case BETWEEN -> betweens++;
                        case AND -> betweens--;
                        case CASE, END -> cursor.fail();
                        default -> {}
                    }
                    cursor.advance();
                }
                default -> cursor.advance();
            }
        }
        if (cursor.index() == from || betweens > 0) {
            cursor.fail();
        }
    }

    private boolean endsTerm() {
        return switch (cursor.kind()) {
            case END, SEMICOLON, COMMA, RIGHT_PARENTHESIS, RIGHT_BRACKET -> true;
            case IDENTIFIER -> isEnd(cursor.word());
            default -> false;
        };
    }

    private boolean isEnd(Keyword word) {
        return switch (word) {
            case AND, OR, WHERE, GROUP, HAVING, WINDOW, ORDER, LIMIT, OFFSET, FETCH -> true;
            case ON, USING -> true;
            default -> ExpressionEnds.isJoin(cursor);
        };
    }
}
