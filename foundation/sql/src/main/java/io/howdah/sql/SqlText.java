package io.howdah.sql;

import java.util.List;

/**
 * A text of any number of statements, parsed. Immutable; it does not hold the text.
 *
 * <p>Parsing never fails and costs time linear in the text's length. What is not understood, or
 * nested deeper than {@value Grammar#DEEPEST} queries, is told as such, statement by statement. For
 * the encodings a text may be in see {@link Lexer}.
 */
public final class SqlText {
    private final List<SqlStatement> statements;

    private SqlText(List<SqlStatement> statements) {
        this.statements = statements;
    }

    /**
     * Parses {@code text[offset, offset + length)}.
     *
     * @param standardConformingStrings the session's setting when the text is parsed
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static SqlText parse(
            byte[] text, int offset, int length, boolean standardConformingStrings) {
        TokenList tokens =
                TokenList.of(text, new Lexer(text, offset, length, standardConformingStrings));
        return new SqlText(new StatementSplitter(tokens).statements());
    }

    /** The statements in order, empty ones left out. */
    public List<SqlStatement> statements() {
        return statements;
    }
}
