package io.howdah.sql;

import java.util.Locale;

/** Reads EXPLAIN. */
final class ExplainReader {
    private final Grammar grammar;
    private final TokenCursor cursor;

    ExplainReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    Outcome read() {
        cursor.advance();
        boolean analyze = false;
        if (cursor.is(TokenKind.LEFT_PARENTHESIS)) {
            if (!grammar.expressions().parenthesesHoldQuery()) {
                analyze = options();
            }
        } else {
            analyze = cursor.accept(Keyword.ANALYZE) || cursor.accept(Keyword.ANALYSE);
            cursor.accept(Keyword.VERBOSE);
        }
        SqlStatement body = InnerStatement.read(grammar);
        return new Outcome(
                StatementKind.EXPLAIN, body.access(), new WrappingAction.Explain(analyze, body));
    }

    private boolean options() {
        boolean analyze = false;
        cursor.advance();
        do {
            String option = cursor.label();
            boolean on = !isOff();
            if (option.equals("analyze") || option.equals("analyse")) {
                analyze = on;
            }
            while (!cursor.isEnd()
                    && !cursor.is(TokenKind.COMMA)
                    && !cursor.is(TokenKind.RIGHT_PARENTHESIS)) {
                cursor.advance();
            }
        } while (cursor.accept(TokenKind.COMMA));
        cursor.expect(TokenKind.RIGHT_PARENTHESIS);
        return analyze;
    }

    /** Whether the value of an option says so; none says the contrary. */
    private boolean isOff() {
        if (cursor.isString()) {
            return cursor.string().map(ExplainReader::isOff).orElse(false);
        }
        return !cursor.isEnd() && isOff(cursor.spelling());
    }

    private static boolean isOff(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "0", "off", "false" -> true;
            default -> false;
        };
    }
}
