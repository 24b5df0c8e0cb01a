package io.howdah.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the literals of a SELECT that can be parameters, in a text that is {@link ProvableText}:
 * looks for the clauses that hold them, outside of parentheses.
 */
final class SlotReader {
    private enum Stage {
        TARGETS,
        RELATIONS,
        REST
    }

    private final TokenList tokens;
    private final TokenCursor cursor;
    private final ConditionReader conditions;
    private final List<ParameterSlot> slots = new ArrayList<>();
    private Stage stage = Stage.TARGETS;

    SlotReader(TokenList tokens) {
        this.tokens = tokens;
        this.cursor = new TokenCursor(tokens, 0, tokens.size() - 1);
        this.conditions = new ConditionReader(tokens, cursor, slots);
    }

    /** The literals in order; none if the text is not understood. */
    List<ParameterSlot> slots() {
        while (!cursor.isEnd()) {
            switch (cursor.kind()) {
                case LEFT_PARENTHESIS, LEFT_BRACKET -> conditions.skipNested();
                case RIGHT_PARENTHESIS, RIGHT_BRACKET -> cursor.fail();
                case IDENTIFIER -> word();
                default -> cursor.advance();
            }
        }
        return cursor.hasFailed() ? List.of() : List.copyOf(slots);
    }

    private void word() {
        Keyword word = cursor.word();
        boolean distinctFrom = cursor.word(-1) == Keyword.DISTINCT;
        cursor.advance();
        switch (word) {
            case FROM -> {
                if (stage == Stage.TARGETS && !distinctFrom) {
                    stage = Stage.RELATIONS;
                }
            }
            case ON -> {
                if (stage == Stage.RELATIONS) {
                    conditions.read();
                }
            }
            case WHERE -> {
                if (stage == Stage.RELATIONS) {
                    stage = Stage.REST;
                    conditions.read();
                }
            }
            case GROUP, HAVING, WINDOW, ORDER -> leaveRelations();
            case LIMIT, OFFSET -> {
                leaveRelations();
                bound();
            }
            default -> {}
        }
    }

    private void leaveRelations() {
        if (stage == Stage.RELATIONS) {
            stage = Stage.REST;
        }
    }

    /** A number that is all of LIMIT or OFFSET. */
    private void bound() {
        int token = cursor.index();
        if (stage != Stage.TARGETS && cursor.accept(TokenKind.NUMBER) && endsBound()) {
            ParameterSlot.of(tokens, token).filter(ParameterSlot::isInteger).ifPresent(slots::add);
        }
    }

    private boolean endsBound() {
        return switch (cursor.kind()) {
            case END, SEMICOLON -> true;
            case IDENTIFIER -> cursor.is(Keyword.LIMIT) || cursor.is(Keyword.OFFSET);
            default -> false;
        };
    }
}
