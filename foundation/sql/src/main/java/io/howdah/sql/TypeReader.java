package io.howdah.sql;

/** Reads the names of types. */
final class TypeReader {
    private final TokenCursor cursor;
    private final Grammar grammar;

    TypeReader(Grammar grammar) {
        this.cursor = grammar.cursor();
        this.grammar = grammar;
    }

    /** Reads a type with its modifiers and array bounds, and notes it. */
    ObjectName read() {
        cursor.accept(Keyword.SETOF);
        ObjectName name = name();
        grammar.found().type(name);
        if (cursor.is('%') && cursor.word(1) == Keyword.TYPE) {
            cursor.advance(2);
        }
        bounds();
        return name;
    }

    /**
     * Whether a type of PostgreSQL's own with a grammar of its own starts here, with what only a
     * type is followed by in an expression.
     */
    boolean startsConstant() {
        return switch (cursor.word()) {
            case BIGINT, BIT, BOOLEAN, CHAR, CHARACTER, DEC, DECIMAL, FLOAT, INT -> isTypeHead();
            case INTEGER, INTERVAL, JSON, NCHAR, NUMERIC, REAL, SMALLINT -> isTypeHead();
            case TIME, TIMESTAMP, VARCHAR -> isTypeHead();
            case DOUBLE -> cursor.word(1) == Keyword.PRECISION;
            case NATIONAL -> cursor.isLabel(1);
            default -> false;
        };
    }

    private boolean isTypeHead() {
        return cursor.kind(1).isStringLiteral()
                || cursor.kind(1) == TokenKind.LEFT_PARENTHESIS
                || cursor.word(1) == Keyword.VARYING
                || ((cursor.word(1) == Keyword.WITH || cursor.word(1) == Keyword.WITHOUT)
                        && cursor.word(2) == Keyword.TIME);
    }

    private ObjectName name() {
        Keyword word = cursor.word();
        return switch (word) {
            case BIGINT -> plain("int8");
            case BIT -> bits();
            case BOOLEAN -> plain("bool");
            case CHAR, CHARACTER, NCHAR -> characters();
            case DEC, DECIMAL, NUMERIC -> plain("numeric");
            case DOUBLE -> floatingPoint();
            case FLOAT -> single();
            case INT, INTEGER -> plain("int4");
            case INTERVAL -> interval();
            case JSON -> plain("json");
            case NATIONAL -> national();
            case REAL -> plain("float4");
            case SMALLINT -> plain("int2");
            case TIME, TIMESTAMP -> time(word == Keyword.TIME ? "time" : "timestamp");
            case VARCHAR -> plain("varchar");
            default -> generic();
        };
    }

    private ObjectName plain(String name) {
        cursor.advance();
        modifiers();
        return ObjectName.builtIn(name);
    }

    private ObjectName generic() {
        if (cursor.word() != Keyword.NO_KEYWORD && !cursor.word().isFunctionName()) {
            cursor.fail();
        }
        ObjectName name = grammar.names().any();
        modifiers();
        return name;
    }

    private ObjectName bits() {
        cursor.advance();
        boolean varying = cursor.accept(Keyword.VARYING);
        modifiers();
        return ObjectName.builtIn(varying ? "varbit" : "bit");
    }

    private ObjectName national() {
        cursor.advance();
        return characters();
    }

    private ObjectName characters() {
        cursor.advance();
        boolean varying = cursor.accept(Keyword.VARYING);
        modifiers();
        return ObjectName.builtIn(varying ? "varchar" : "bpchar");
    }

    private ObjectName floatingPoint() {
        if (cursor.accept(Keyword.DOUBLE, Keyword.PRECISION)) {
            return ObjectName.builtIn("float8");
        }
        return generic();
    }

    /** {@code FLOAT(24)} and less is single precision. */
    private ObjectName single() {
        cursor.advance();
        if (!cursor.is(TokenKind.LEFT_PARENTHESIS)) {
            return ObjectName.builtIn("float8");
        }
        cursor.advance();
        boolean small = cursor.spelling().matches("0*(1?[0-9]|2[0-4])");
        cursor.returnTo(cursor.index() - 1);
        modifiers();
        return ObjectName.builtIn(small ? "float4" : "float8");
    }

    private ObjectName time(String name) {
        cursor.advance();
        modifiers();
        if (cursor.word(1) == Keyword.TIME
                && (cursor.is(Keyword.WITH) || cursor.is(Keyword.WITHOUT))) {
            boolean zone = cursor.is(Keyword.WITH);
            cursor.advance(2);
            cursor.expect(Keyword.ZONE);
            return ObjectName.builtIn(zone ? name + "tz" : name);
        }
        return ObjectName.builtIn(name);
    }

    private ObjectName interval() {
        cursor.advance();
        modifiers();
        if (isIntervalField()) {
            cursor.advance();
            if (cursor.accept(Keyword.TO)) {
                cursor.advance();
            }
            modifiers();
        }
        return ObjectName.builtIn("interval");
    }

    /** In {@code SELECT x::interval year} it is taken for one, as PostgreSQL does. */
    private boolean isIntervalField() {
        return switch (cursor.word()) {
            case YEAR, MONTH, DAY, HOUR, MINUTE, SECOND -> true;
            default -> false;
        };
    }

    private void modifiers() {
        if (cursor.is(TokenKind.LEFT_PARENTHESIS)) {
            grammar.expressions().parenthesised();
        }
    }

    private void bounds() {
        cursor.accept(Keyword.ARRAY);
        while (cursor.is(TokenKind.LEFT_BRACKET)) {
            cursor.advance();
            cursor.accept(TokenKind.NUMBER);
            cursor.expect(TokenKind.RIGHT_BRACKET);
        }
    }
}
