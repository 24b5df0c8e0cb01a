package io.howdah.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes as the documentation's readers would write them: {@code 'Q' 0000000D 'SELECT 1' 00} is text
 * between quotes and hexadecimal digits elsewhere.
 */
final class Notation {
    private static final Pattern TOKEN = Pattern.compile("'([^']*)'|([0-9A-Fa-f]+)");

    private Notation() {}

    static byte[] bytes(String notation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher token = TOKEN.matcher(notation);
        while (token.find()) {
            out.writeBytes(
                    token.group(1) != null
                            ? token.group(1).getBytes(StandardCharsets.UTF_8)
                            : HexFormat.of().parseHex(token.group(2)));
        }
        return out.toByteArray();
    }

    static ByteBuf buffer(String notation) {
        return Unpooled.wrappedBuffer(bytes(notation));
    }
}
