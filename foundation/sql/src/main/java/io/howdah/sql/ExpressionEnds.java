package io.howdah.sql;

/** The words that end an expression, outside of parentheses. */
final class ExpressionEnds {
    private ExpressionEnds() {}

    /** Whether the word at the cursor does. */
    static boolean at(TokenCursor cursor, Nesting nesting) {
        Keyword word = cursor.word();
        if (nesting.isInner()) {
            return false;
        }
        return switch (word.category()) {
            case UNRESERVED, COLUMN_NAME -> false;
            case TYPE_OR_FUNCTION -> nesting.isJoin() && isJoin(cursor);
            case RESERVED -> isEnd(word, cursor, nesting);
        };
    }

    /** Whether a join begins here; most of its words are names of functions, too. */
    static boolean isJoin(TokenCursor cursor) {
        return switch (cursor.word()) {
            case JOIN -> true;
            case CROSS, INNER, LEFT, RIGHT, FULL ->
                    cursor.word(1) == Keyword.JOIN || cursor.word(1) == Keyword.OUTER;
            case NATURAL -> cursor.word(1).category() == Keyword.Category.TYPE_OR_FUNCTION;
            default -> false;
        };
    }

    private static boolean isEnd(Keyword word, TokenCursor cursor, Nesting nesting) {
        return switch (word) {
            case ALL, AND, ANY, ARRAY, AS, ASC, ASYMMETRIC, BOTH, CASE, CAST, COLLATE -> false;
            case CURRENT_CATALOG, CURRENT_DATE, CURRENT_ROLE, CURRENT_TIME -> false;
            case CURRENT_TIMESTAMP, CURRENT_USER, LOCALTIME, LOCALTIMESTAMP -> false;
            case SESSION_USER, SYSTEM_USER, USER -> false;
            case DEFAULT, DESC, DISTINCT, END, FALSE, IN, NOT, NULL, ONLY, OR -> false;
            case SOME, SYMMETRIC, TO, TRUE, UNIQUE, VARIADIC -> false;
            case WHEN, THEN, ELSE -> !nesting.isInCase();
            case FROM -> cursor.word(-1) != Keyword.DISTINCT;
            case FOR -> cursor.word(-1) != Keyword.COLLATION;
            case GROUP -> cursor.word(-1) != Keyword.WITHIN;
            case USING -> nesting.isJoin();
            default -> true;
        };
    }
}
