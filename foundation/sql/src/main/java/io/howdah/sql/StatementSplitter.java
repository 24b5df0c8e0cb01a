package io.howdah.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where statements end: at a semicolon, but not within parentheses ({@code CREATE RULE … DO
 * (a; b)}) nor between {@code BEGIN ATOMIC} and its {@code END} in the body of a routine.
 */
final class StatementSplitter {
    private final TokenList tokens;
    private int at;
    private int parentheses;
    private int blocks;
    private boolean routine;

    StatementSplitter(TokenList tokens) {
        this.tokens = tokens;
    }

    /** Every statement, parsed; without the empty ones. */
    List<SqlStatement> statements() {
        List<SqlStatement> statements = new ArrayList<>();
        while (tokens.kind(at) != TokenKind.END) {
            int from = at;
            skipStatement();
            if (at > from) {
                TokenCursor cursor = new TokenCursor(tokens, from, at);
                statements.add(new StatementReader(new Grammar(cursor)).read());
            }
            if (tokens.kind(at) == TokenKind.SEMICOLON) {
                at++;
            }
        }
        return List.copyOf(statements);
    }

    private void skipStatement() {
        parentheses = 0;
        blocks = 0;
        routine = opensRoutine();
        while (tokens.kind(at) != TokenKind.END && !isEnd()) {
            switch (tokens.kind(at)) {
                case LEFT_PARENTHESIS -> parentheses++;
                case RIGHT_PARENTHESIS -> parentheses--;
                case IDENTIFIER -> block();
                default -> {}
            }
            at++;
        }
    }

    private boolean isEnd() {
        return tokens.kind(at) == TokenKind.SEMICOLON && parentheses <= 0 && blocks == 0;
    }

    private boolean opensRoutine() {
        if (tokens.word(at) != Keyword.CREATE) {
            return false;
        }
        int object = tokens.word(at + 1) == Keyword.OR ? at + 3 : at + 1;
        return object < tokens.size()
                && (tokens.word(object) == Keyword.FUNCTION
                        || tokens.word(object) == Keyword.PROCEDURE);
    }

    /** Counts what {@code END} closes; after {@code AS} or a dot these words are names. */
    private void block() {
        if (!routine || parentheses > 0 || at == 0 || isLabel()) {
            return;
        }
        switch (tokens.word(at)) {
            case ATOMIC -> {
                if (blocks == 0 && tokens.word(at - 1) == Keyword.BEGIN) {
                    blocks = 1;
                }
            }
            case CASE -> blocks += blocks > 0 ? 1 : 0;
            case END -> blocks -= blocks > 0 ? 1 : 0;
            default -> {}
        }
    }

    private boolean isLabel() {
        return tokens.word(at - 1) == Keyword.AS || tokens.kind(at - 1) == TokenKind.DOT;
    }
}
