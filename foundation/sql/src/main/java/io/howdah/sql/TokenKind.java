package io.howdah.sql;

/**
 * What a token of PostgreSQL's lexical grammar is. Key words are {@link #IDENTIFIER}s: which of
 * them is a key word is a matter of look-up, as most may be names as well.
 */
public enum TokenKind {
    /** The end of the text; every further call answers it again. */
    END,
    /** A key word or name without quotes, to be compared without regard to ASCII case. */
    IDENTIFIER,
    /** A name in double quotes, {@code ""} standing for one quote. */
    QUOTED_IDENTIFIER,
    /** A name of the form {@code U&"d\0061t\+000061"}. */
    UNICODE_IDENTIFIER,
    /** A number, whole or not, decimal, hexadecimal, octal or binary. */
    NUMBER,
    /**
     * A number that runs into an identifier, such as the {@code 1} of {@code 1into}. PostgreSQL 14
     * and older read two tokens there, and so does {@link Lexer}; newer ones refuse the text.
     */
    MALFORMED_NUMBER,
    /** {@code $1}. */
    PARAMETER,
    /**
     * {@code 'text'}. Whether a backslash escapes depends on {@code standard_conforming_strings}.
     */
    STRING,
    /** {@code E'te\'xt'}. */
    ESCAPE_STRING,
    /** {@code N'text'}. */
    NATIONAL_STRING,
    /** {@code U&'d\0061t'}. */
    UNICODE_STRING,
    /** {@code $$text$$} or {@code $tag$text$tag$}. */
    DOLLAR_STRING,
    /** {@code B'0101'}. */
    BIT_STRING,
    /** {@code X'1F'}. */
    HEX_STRING,
    /**
     * One or more of {@code + - * / < > = ~ ! @ # % ^ & | ` ?}, by PostgreSQL's rules for where it
     * ends.
     */
    OPERATOR,
    LEFT_PARENTHESIS,
    RIGHT_PARENTHESIS,
    LEFT_BRACKET,
    RIGHT_BRACKET,
    COMMA,
    SEMICOLON,
    DOT,
    /** {@code ..}, as in PL/pgSQL's ranges. */
    DOT_DOT,
    COLON,
    /** {@code ::}. */
    TYPECAST,
    /** {@code :=}. */
    COLON_EQUALS,
    /** {@code =>}. */
    EQUALS_GREATER,
    /** A byte that starts no token, such as a backslash: PostgreSQL refuses the text. */
    OTHER;

    /**
     * Whether the token is a constant of unknown type, which PostgreSQL reads by the session's
     * settings.
     */
    public boolean isStringLiteral() {
        return switch (this) {
            case STRING, ESCAPE_STRING, NATIONAL_STRING, UNICODE_STRING, DOLLAR_STRING -> true;
            default -> false;
        };
    }
}
