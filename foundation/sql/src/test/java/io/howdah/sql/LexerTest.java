package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

class LexerTest {
    @Test
    void readsNothingFromAnEmptyText() {
        assertReads("");
        assertReads(" \t\r\n\f\u000b ");
    }

    @Test
    void answersTheEndAgainAndAgain() {
        Lexer lexer = new Lexer("a".getBytes(StandardCharsets.UTF_8), 0, 1, true);
        lexer.next();
        assertEquals(TokenKind.END, lexer.next());
        assertEquals(TokenKind.END, lexer.next());
        assertEquals(1, lexer.start());
        assertEquals(1, lexer.end());
    }

    @Test
    void readsOnlyTheRangeItIsGiven() {
        byte[] text = "abc def'".getBytes(StandardCharsets.UTF_8);
        Lexer lexer = new Lexer(text, 1, 4, true);
        assertEquals(TokenKind.IDENTIFIER, lexer.next());
        assertEquals(1, lexer.start());
        assertEquals(3, lexer.end());
        assertEquals(TokenKind.IDENTIFIER, lexer.next());
        assertEquals(5, lexer.end());
        assertEquals(TokenKind.END, lexer.next());
    }

    @Test
    void refusesARangeOutsideTheArray() {
        assertThrows(IndexOutOfBoundsException.class, () -> new Lexer(new byte[3], 1, 3, true));
        assertThrows(IndexOutOfBoundsException.class, () -> new Lexer(new byte[3], -1, 3, true));
        assertThrows(IndexOutOfBoundsException.class, () -> new Lexer(new byte[3], 1, -1, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "_", "Ab_9$x", "größe", "名前", "a$b$c", "u", "e", "B", "N", "x", "U", "é"
            })
    void readsIdentifiers(String identifier) {
        assertReads(identifier, "IDENTIFIER " + identifier);
    }

    @Test
    void readsALetterOfAPrefixAsIdentifierWhereNoQuoteFollows() {
        assertReads("u&a", "IDENTIFIER u", "OPERATOR &", "IDENTIFIER a");
        assertReads("u&", "IDENTIFIER u", "OPERATOR &");
        assertReads("e 'a'", "IDENTIFIER e", "STRING 'a'");
        assertReads("ee'a'", "IDENTIFIER ee", "STRING 'a'");
        assertReads("u'a'", "IDENTIFIER u", "STRING 'a'");
        assertReads("e&'a'", "IDENTIFIER e", "OPERATOR &", "STRING 'a'");
        assertReads("e\"a\"", "IDENTIFIER e", "QUOTED_IDENTIFIER \"a\"");
    }

    @Test
    void readsQuotedIdentifiers() {
        assertReads("\"a b\"", "QUOTED_IDENTIFIER \"a b\"");
        assertReads("\"a\"\"b\"", "QUOTED_IDENTIFIER \"a\"\"b\"");
        assertReads("\"a'\\\"b", "QUOTED_IDENTIFIER \"a'\\\"", "IDENTIFIER b");
        assertReads("\"a\"\n\"b\"", "QUOTED_IDENTIFIER \"a\"", "QUOTED_IDENTIFIER \"b\"");
        assertReads("U&\"d\\0061\"", "UNICODE_IDENTIFIER U&\"d\\0061\"");
        assertReads("u&\"a\"\"b\"", "UNICODE_IDENTIFIER u&\"a\"\"b\"");
    }

    @Test
    void readsStrings() {
        assertReads("''", "STRING ''");
        assertReads("'a''b'", "STRING 'a''b'");
        assertReads("'a\"--/*;$$'", "STRING 'a\"--/*;$$'");
        assertReads("'a\nb'", "STRING 'a\nb'");
        assertReads("''''", "STRING ''''");
        assertReads("'a' 'b'", "STRING 'a'", "STRING 'b'");
        assertReads("'a'b", "STRING 'a'", "IDENTIFIER b");
    }

    @Test
    void takesABackslashForWhatTheSettingSays() {
        assertEquals(List.of("STRING 'a\\'", "IDENTIFIER b"), Tokens.of("'a\\'b", true));
        assertEquals(List.of("STRING 'a\\'b'"), Tokens.of("'a\\'b'", false));
        assertEquals(List.of("NATIONAL_STRING n'a\\'", "IDENTIFIER b"), Tokens.of("n'a\\'b", true));
        assertEquals(List.of("NATIONAL_STRING N'a\\'b'"), Tokens.of("N'a\\'b'", false));
    }

    @Test
    void readsStringsWithEscapesUnderAnySetting() {
        for (boolean setting : new boolean[] {true, false}) {
            assertEquals(List.of("ESCAPE_STRING E'a\\'b'"), Tokens.of("E'a\\'b'", setting));
            assertEquals(
                    List.of("ESCAPE_STRING e'\\\\'", "IDENTIFIER b"),
                    Tokens.of("e'\\\\'b", setting));
            assertEquals(List.of("ESCAPE_STRING e'a''b'"), Tokens.of("e'a''b'", setting));
            assertEquals(
                    List.of("UNICODE_STRING U&'a\\'", "IDENTIFIER b"),
                    Tokens.of("U&'a\\'b", setting));
            assertEquals(List.of("UNICODE_STRING u&'a''b'"), Tokens.of("u&'a''b'", setting));
        }
    }

    @Test
    void readsBitStrings() {
        assertReads("B'01'", "BIT_STRING B'01'");
        assertReads("b''", "BIT_STRING b''");
        assertReads("X'1F'", "HEX_STRING X'1F'");
        assertReads("x'1F'", "HEX_STRING x'1F'");
    }

    @Test
    void takesTwoQuotesForTheEndOfABitStringAndAStringAfterIt() {
        assertReads("B'1''0'", "BIT_STRING B'1'", "STRING '0'");
        assertReads("x'1'''", "HEX_STRING x'1'", "STRING ''");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\n", "\r", " \n ", "\n\n", " -- c\n", "\n-- c\n\t--'\r", "--'\n", "\t\f\n"})
    void continuesAStringAfterALineBreak(String between) {
        assertReads("'a'" + between + "'b'", "STRING 'a'" + between + "'b'");
        assertReads("E'a'" + between + "'\\''", "ESCAPE_STRING E'a'" + between + "'\\''");
        assertReads("x'1'" + between + "'2'", "HEX_STRING x'1'" + between + "'2'");
        assertReads("U&'a'" + between + "'b'", "UNICODE_STRING U&'a'" + between + "'b'");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", " /* \n */ ", "\n/**/", "\n/**/\n"})
    void doesNotContinueAStringAfterOtherBlanks(String between) {
        assertReads("'a'" + between + "'b'", "STRING 'a'", "STRING 'b'");
    }

    @Test
    void endsAStringBeforeBlanksThatContinueNothing() {
        assertReads("'a'\n-- c\n;", "STRING 'a'", "SEMICOLON ;");
        assertReads("'a'\n-'b'", "STRING 'a'", "OPERATOR -", "STRING 'b'");
        assertReads("'a'\n--'b'", "STRING 'a'");
        assertReads("'a'\nE'b'", "STRING 'a'", "ESCAPE_STRING E'b'");
        assertReads("'a'\n", "STRING 'a'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$$$$",
                "$$a$$",
                "$$'$a$\"$$",
                "$a$x$a$",
                "$a$x$b$x$$x$a$",
                "$A1_$x$a1_$x$A1_$",
                "$é$ $é$",
                "$$$a$$",
                "$a$$$a$",
                "$a$ $a $a$",
                "$a$x$b$a$"
            })
    void readsDollarQuotedStrings(String text) {
        assertReads(text, "DOLLAR_STRING " + text);
    }

    @Test
    void readsALoneDollarSignAsNoToken() {
        assertReads("$", "OTHER $");
        assertReads("$a", "OTHER $", "IDENTIFIER a");
        assertReads("$a b$", "OTHER $", "IDENTIFIER a", "IDENTIFIER b$");
        assertReads("$ $", "OTHER $", "OTHER $");
        assertReads("1$$a$$", "NUMBER 1", "DOLLAR_STRING $$a$$");
    }

    @Test
    void readsParameters() {
        assertReads("$1", "PARAMETER $1");
        assertReads("$12,$3", "PARAMETER $12", "COMMA ,", "PARAMETER $3");
        assertReads("$1.f", "PARAMETER $1", "DOT .", "IDENTIFIER f");
        assertReads("$1$2", "PARAMETER $1", "PARAMETER $2");
        assertReads("$1a", "MALFORMED_NUMBER $1", "IDENTIFIER a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "42",
                "1_000",
                "3.5",
                "4.",
                ".001",
                "5e2",
                "1.925e-3",
                "1E+10",
                "1.e5",
                ".5e1",
                "1_0.2_0e1_0",
                "0x1F",
                "0X_ff",
                "0b0101",
                "0B_1",
                "0o17",
                "0O7_7",
                "007",
                "00"
            })
    void readsNumbers(String number) {
        assertReads(number, "NUMBER " + number);
        assertReads(number + " ", "NUMBER " + number);
        assertReads(number + ")", "NUMBER " + number, "RIGHT_PARENTHESIS )");
    }

    @Test
    void endsANumberBeforeTwoDots() {
        assertReads("1..10", "NUMBER 1", "DOT_DOT ..", "NUMBER 10");
        assertReads("1...5", "NUMBER 1", "DOT_DOT ..", "NUMBER .5");
        assertReads("1.2.3", "NUMBER 1.2", "NUMBER .3");
    }

    @Test
    void separatesANumberFromLettersThatItRunsInto() {
        assertReads("1into", "MALFORMED_NUMBER 1", "IDENTIFIER into");
        assertReads("1.5x", "MALFORMED_NUMBER 1.5", "IDENTIFIER x");
        assertReads("1_", "MALFORMED_NUMBER 1", "IDENTIFIER _");
        assertReads("1__0", "MALFORMED_NUMBER 1", "IDENTIFIER __0");
        assertReads("1e", "MALFORMED_NUMBER 1", "IDENTIFIER e");
        assertReads("1e+", "MALFORMED_NUMBER 1", "IDENTIFIER e", "OPERATOR +");
        assertReads("0x", "MALFORMED_NUMBER 0", "IDENTIFIER x");
        assertReads("0b2", "MALFORMED_NUMBER 0", "IDENTIFIER b2");
        assertReads("0x1G", "MALFORMED_NUMBER 0x1", "IDENTIFIER G");
        assertReads("1é", "MALFORMED_NUMBER 1", "IDENTIFIER é");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+", "-", "*", "/", "<", ">", "=", "~", "!", "@", "#", "%", "^", "&", "|", "`", "?",
                "<=", ">=", "<>", "!=", "||", "->", "->>", "@-", "~+", "<->", "&&", "*=", "@+-",
                "?-", "%-", "<@", "=="
            })
    void readsOperators(String operator) {
        assertReads(operator, "OPERATOR " + operator);
        assertReads("a" + operator + "b", "IDENTIFIER a", "OPERATOR " + operator, "IDENTIFIER b");
    }

    @Test
    void endsAStandardOperatorBeforeATrailingSign() {
        assertReads("2*-1", "NUMBER 2", "OPERATOR *", "OPERATOR -", "NUMBER 1");
        assertReads("=-", "OPERATOR =", "OPERATOR -");
        assertReads("<+-+", "OPERATOR <", "OPERATOR +", "OPERATOR -", "OPERATOR +");
        assertReads("+++", "OPERATOR +", "OPERATOR +", "OPERATOR +");
        assertReads("*+*", "OPERATOR *+*");
        assertReads("=>-", "EQUALS_GREATER =>", "OPERATOR -");
    }

    @Test
    void startsACommentWithinARunOfOperatorCharacters() {
        assertReads("1*--2\n+3", "NUMBER 1", "OPERATOR *", "OPERATOR +", "NUMBER 3");
        assertReads("@--", "OPERATOR @");
        assertReads("1+/*2*/3", "NUMBER 1", "OPERATOR +", "NUMBER 3");
        assertReads("*/*+*/+", "OPERATOR *", "OPERATOR +");
        assertReads("-/", "OPERATOR -/");
        assertReads("/-", "OPERATOR /", "OPERATOR -");
    }

    @Test
    void readsALongRunOfSignsInTimeLinearInItsLength() {
        String signs = "+".repeat(1_000_000);
        assertEquals(1_000_000, Tokens.of(signs).size());
    }

    @Test
    void readsPunctuation() {
        assertReads(
                "()[],;.:",
                "LEFT_PARENTHESIS (",
                "RIGHT_PARENTHESIS )",
                "LEFT_BRACKET [",
                "RIGHT_BRACKET ]",
                "COMMA ,",
                "SEMICOLON ;",
                "DOT .",
                "COLON :");
        assertReads("a::b", "IDENTIFIER a", "TYPECAST ::", "IDENTIFIER b");
        assertReads("a:=b", "IDENTIFIER a", "COLON_EQUALS :=", "IDENTIFIER b");
        assertReads("a=>b", "IDENTIFIER a", "EQUALS_GREATER =>", "IDENTIFIER b");
        assertReads(":::=", "TYPECAST ::", "COLON_EQUALS :=");
        assertReads("a.b", "IDENTIFIER a", "DOT .", "IDENTIFIER b");
        assertReads("a..b", "IDENTIFIER a", "DOT_DOT ..", "IDENTIFIER b");
    }

    @Test
    void skipsLineComments() {
        assertReads("-- a\nb", "IDENTIFIER b");
        assertReads("a--b\rc", "IDENTIFIER a", "IDENTIFIER c");
        assertReads("--");
        assertReads("-- /*\na", "IDENTIFIER a");
    }

    @Test
    void skipsBlockCommentsThatNest() {
        assertReads("a/**/b", "IDENTIFIER a", "IDENTIFIER b");
        assertReads("/* /* ' */ \" */a", "IDENTIFIER a");
        assertReads("/***/a", "IDENTIFIER a");
        assertReads("/*/*/**/*/*/a", "IDENTIFIER a");
        assertReads("/*//**/*/a", "IDENTIFIER a");
        assertReads("/*--*/a", "IDENTIFIER a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "'a",
                "'a''",
                "'a'\n'",
                "E'",
                "E'\\'",
                "E'\\",
                "N'",
                "U&'a",
                "U&\"",
                "\"",
                "\"a\"\"",
                "$$",
                "$a$ $$",
                "$a$ $A$",
                "b'",
                "x'1'\n'",
                "/*",
                "/*/",
                "/* /* */",
                "/* *",
                "a /*"
            })
    void tellsOfAQuoteOrCommentThatIsNotClosed(String text) {
        assertFalse(Tokens.areComplete(text), text);
        assertFalse(Tokens.areComplete("select " + text), text);
        assertTrue(Tokens.areComplete("select '" + text.replace("'", "''") + "'"), text);
    }

    @Test
    void readsBytesThatStartNoTokenOneByOne() {
        assertReads(
                "\\{}\u0000\u007f",
                "OTHER \\",
                "OTHER {",
                "OTHER }",
                "OTHER \u0000",
                "OTHER \u007f");
    }

    private static void assertReads(String text, String... tokens) {
        assertEquals(List.of(tokens), Tokens.of(text), text);
    }
}
