package io.howdah.sql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A literal that can be a parameter: {@code [start, end)} of a text. */
record ParameterSlot(int start, int end, LiteralType type) {
    /** The literal that a token is; empty if it has to stay one. */
    static Optional<ParameterSlot> of(TokenList tokens, int index) {
        TokenKind kind = tokens.kind(index);
        int start = tokens.start(index);
        int end = tokens.end(index);
        if ((kind != TokenKind.NUMBER && kind != TokenKind.STRING)
                || LiteralType.end(tokens.text(), start, end) != end) {
            return Optional.empty();
        }
        return Optional.ofNullable(LiteralType.of(tokens.text(), start, end))
                .map(type -> new ParameterSlot(start, end, type));
    }

    /** Whether it is a whole number that a bigint holds. */
    boolean isInteger() {
        return type == LiteralType.INT4 || type == LiteralType.INT8;
    }

    /** The text with a parameter in the place of each literal, in order. */
    static byte[] replace(byte[] text, List<ParameterSlot> slots) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
        int from = 0;
        int number = 0;
        for (ParameterSlot slot : slots) {
            out.write(text, from, slot.start - from);
            separate(out, text, slot.start - 1);
            out.writeBytes(("$" + ++number).getBytes(StandardCharsets.US_ASCII));
            separate(out, text, slot.end);
            from = slot.end;
        }
        out.write(text, from, text.length - from);
        return out.toByteArray();
    }

    /** Before and after a quote a letter may stand; a parameter would become one token with it. */
    private static void separate(ByteArrayOutputStream out, byte[] text, int neighbour) {
        if (neighbour >= 0
                && neighbour < text.length
                && Alphabet.is(text[neighbour], Alphabet.IDENTIFIER)) {
            out.write(' ');
        }
    }
}
