package io.howdah.sql;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** The values of string constants. */
final class Strings {
    private Strings() {}

    /**
     * The value of the string constant in {@code text[start, end)}; empty for one whose parts are
     * separated by comments, which nobody writes.
     */
    static Optional<String> value(
            byte[] text,
            TokenKind kind,
            int start,
            int end,
            boolean standardConformingStrings,
            char escape) {
        return switch (kind) {
            case STRING -> quoted(text, start, end, !standardConformingStrings);
            case NATIONAL_STRING -> quoted(text, start + 1, end, !standardConformingStrings);
            case ESCAPE_STRING -> quoted(text, start + 1, end, true);
            case UNICODE_STRING ->
                    quoted(text, start + 2, end, false)
                            .map(string -> Escapes.unicode(string, escape));
            case DOLLAR_STRING -> dollar(text, start, end);
            default -> Optional.empty();
        };
    }

    private static Optional<String> quoted(byte[] text, int start, int end, boolean escapes) {
        ByteArrayOutputStream value = new ByteArrayOutputStream(end - start);
        int p = start + 1;
        while (p < end) {
            byte b = text[p];
            if (escapes && b == '\\' && p + 1 < end) {
                value.write(b);
                value.write(text[p + 1]);
                p += 2;
            } else if (b != '\'') {
                value.write(b);
                p++;
            } else if (p + 1 == end) {
                break;
            } else if (text[p + 1] == '\'') {
                value.write(b);
                p += 2;
            } else {
                int resumed = skipSpace(text, p + 1, end);
                if (resumed == end || text[resumed] != '\'') {
                    return Optional.empty();
                }
                p = resumed + 1;
            }
        }
        byte[] bytes = value.toByteArray();
        return Optional.of(Names.string(escapes ? Escapes.backslashes(bytes) : bytes));
    }

    private static int skipSpace(byte[] text, int at, int end) {
        int p = at;
        while (p < end && Alphabet.is(text[p], Alphabet.SPACE)) {
            p++;
        }
        return p;
    }

    private static Optional<String> dollar(byte[] text, int start, int end) {
        int body = Quotes.dollarDelimiterEnd(text, start, end);
        int delimiter = body - start;
        return end - delimiter < body
                ? Optional.empty()
                : Optional.of(Names.string(Arrays.copyOfRange(text, body, end - delimiter)));
    }
}
