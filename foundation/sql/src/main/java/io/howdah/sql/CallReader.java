package io.howdah.sql;

import java.util.Locale;

/** Finds calls of functions in expressions, in all the forms that PostgreSQL has for them. */
final class CallReader {
    private final Grammar grammar;
    private final TokenCursor cursor;
    private final Findings found;
    private Keyword opener = Keyword.NO_KEYWORD;

    CallReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
        this.found = grammar.found();
    }

    /** The word before the parenthesis at which {@link #name} has stopped. */
    Keyword opener() {
        return opener;
    }

    /**
     * Reads a name with what belongs to it. Answers whether it stopped at a parenthesis that
     * belongs to it, too.
     */
    boolean name(Nesting nesting) {
        Keyword first = cursor.word();
        boolean plain = cursor.kind(1) != TokenKind.DOT;
        boolean afterCall = cursor.kind(-1) == TokenKind.RIGHT_PARENTHESIS;
        ObjectName name = ObjectName.of(cursor.label());
        while (cursor.is(TokenKind.DOT) && cursor.isLabel(1)) {
            cursor.advance();
            name = ObjectName.of(name.name(), cursor.label());
            found.field(name.name());
        }
        opener = plain ? first : Keyword.NO_KEYWORD;
        if (cursor.isString() && !(plain && isFollowedByString(first, nesting))) {
            found.type(name);
        }
        if (!cursor.is(TokenKind.LEFT_PARENTHESIS)) {
            return false;
        }
        if (!plain || !isSpecial(first, afterCall, nesting)) {
            called(name);
        }
        return true;
    }

    private static boolean isTable(Keyword opener) {
        return switch (opener) {
            case JSON_TABLE, XMLTABLE, COLUMNS -> true;
            default -> false;
        };
    }

    private void called(ObjectName name) {
        found.function(name);
        if (name.name().equals("set_config")) {
            found.calls(ConfigCallReader.read(cursor));
        }
    }

    /** Words that stand before a string without being the name of its type. */
    private static boolean isFollowedByString(Keyword word, Nesting nesting) {
        return switch (word) {
            case ESCAPE, ZONE, LIKE, ILIKE, BETWEEN, UESCAPE, VALUE, DOCUMENT, IS -> true;
            case PATH -> nesting.isInColumns();
            default -> false;
        };
    }

    /** Whether the word before a parenthesis is no function; notes the one it stands for. */
    private boolean isSpecial(Keyword word, boolean afterCall, Nesting nesting) {
        switch (word) {
            case OVER, FILTER -> {
                return afterCall;
            }
            case ROLLUP, CUBE -> {
                return nesting.isGrouping();
            }
            case COLUMNS -> {
                return isTable(nesting.opener());
            }
            case SETS -> {
                return cursor.word(-2) == Keyword.GROUPING;
            }
            case BY -> {
                return cursor.word(-2) == Keyword.ORDER || cursor.word(-2) == Keyword.PARTITION;
            }
            case ESCAPE, ZONE -> {
                return cursor.kind(-2) != TokenKind.COMMA;
            }
            case BETWEEN, COALESCE, EXISTS, GREATEST, GROUPING, LEAST, ROW, VALUES, TREAT -> {
                return true;
            }
            case XMLATTRIBUTES, XMLCONCAT, XMLELEMENT, XMLFOREST, XMLNAMESPACES, XMLPARSE -> {
                return true;
            }
            case XMLPI, XMLROOT, XMLSERIALIZE, XMLTABLE -> {
                return true;
            }
            case NULLIF -> found.operator("=");
            case EXTRACT, POSITION, SUBSTRING, OVERLAY, NORMALIZE, XMLEXISTS, JSON_OBJECT ->
                    found.builtInFunction(word.name().toLowerCase(Locale.ROOT));
            case TRIM -> {
                found.builtInFunction("btrim");
                found.builtInFunction("ltrim");
                found.builtInFunction("rtrim");
            }
            default -> {
                return false;
            }
        }
        return switch (word) {
            case SUBSTRING, OVERLAY, NORMALIZE, JSON_OBJECT -> false;
            default -> true;
        };
    }

    /**
     * Reads a word, or words, with a meaning of their own at the cursor. Answers whether there were
     * any.
     */
    boolean special(Nesting nesting) {
        switch (cursor.word()) {
            case CURRENT_CATALOG, CURRENT_DATE, CURRENT_ROLE, CURRENT_TIME -> value();
            case CURRENT_TIMESTAMP, CURRENT_USER, LOCALTIME, LOCALTIMESTAMP -> value();
            case SESSION_USER, SYSTEM_USER, USER -> value();
            case CURRENT_SCHEMA -> {
                if (cursor.kind(1) == TokenKind.LEFT_PARENTHESIS) {
                    return false;
                }
                value();
            }
            case AT -> {
                if (cursor.word(1) != Keyword.TIME && cursor.word(1) != Keyword.LOCAL) {
                    return false;
                }
                found.builtInFunction("timezone");
                cursor.advance(cursor.word(1) == Keyword.LOCAL ? 2 : 3);
            }
            case COLLATION -> {
                if (cursor.word(1) != Keyword.FOR) {
                    return false;
                }
                found.builtInFunction("pg_collation_for");
                cursor.advance(2);
            }
            case OPERATOR -> {
                if (!isQualifiedOperator()) {
                    return false;
                }
                qualifiedOperator();
            }
            default -> {
                return comparison() || typedConstant();
            }
        }
        return true;
    }

    /** Reads, or only notes, a word that stands for an operator or function between operands. */
    private boolean comparison() {
        switch (cursor.word()) {
            case IN -> {
                found.operator("=");
                return false;
            }
            case BETWEEN -> {
                found.operator(">=");
                found.operator("<=");
                return false;
            }
            case LIKE -> matching("~~");
            case ILIKE -> matching("~~*");
            case SIMILAR -> {
                matching("~");
                cursor.accept(Keyword.TO);
                found.builtInFunction("similar_to_escape");
            }
            case ESCAPE -> {
                found.builtInFunction("like_escape");
                return false;
            }
            case NORMALIZED -> {
                found.builtInFunction("is_normalized");
                return false;
            }
            case OVERLAPS -> {
                found.builtInFunction("overlaps");
                return false;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Reads the type of a constant such as {@code interval '1 day'}. */
    private boolean typedConstant() {
        boolean constant = grammar.types().startsConstant();
        if (constant) {
            grammar.types().read();
        }
        return constant;
    }

    /** A function without parentheses. */
    private void value() {
        found.builtInFunction(cursor.label());
    }

    /** LIKE and its kin: operators, or functions of that name if something is called. */
    private void matching(String operator) {
        String word = cursor.label();
        boolean negated = cursor.word(-2) == Keyword.NOT;
        found.operator(negated ? "!" + operator : operator);
        if (cursor.is(TokenKind.LEFT_PARENTHESIS)) {
            found.function(ObjectName.of(word));
        }
    }

    /** {@code OPERATOR(schema.+)}. */
    private boolean isQualifiedOperator() {
        return cursor.kind(1) == TokenKind.LEFT_PARENTHESIS
                && (cursor.kind(2) == TokenKind.OPERATOR
                        || (cursor.isLabel(2) && cursor.kind(3) == TokenKind.DOT));
    }

    private void qualifiedOperator() {
        cursor.advance(2);
        String schema = "";
        while (cursor.isLabel(0)) {
            schema = cursor.label();
            cursor.expect(TokenKind.DOT);
        }
        if (!cursor.is(TokenKind.OPERATOR)) {
            cursor.fail();
            return;
        }
        String symbol = cursor.spelling();
        found.operator(schema.isEmpty() ? ObjectName.of(symbol) : ObjectName.of(schema, symbol));
        cursor.advance();
        cursor.expect(TokenKind.RIGHT_PARENTHESIS);
    }
}
