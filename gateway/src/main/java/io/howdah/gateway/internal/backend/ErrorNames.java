package io.howdah.gateway.internal.backend;

import io.howdah.wire.BackendType;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts clients' names of statements in place of Howdah's in what PostgreSQL says about them. */
final class ErrorNames {
    private static final int HEADER = 5;
    private static final Pattern NAME = Pattern.compile(Statement.PREFIX + "\\d+");

    private ErrorNames() {}

    /**
     * The ErrorResponse in {@code [index, index + size)} with the names that its client gave.
     *
     * @return null if it names no statement of the client's, or has not arrived whole
     */
    static byte @Nullable [] translated(ByteBuf buffer, int index, int size, Requester client) {
        if (buffer.getInt(index + 1) + 1 != size) {
            return null;
        }
        String fields = buffer.toString(index + HEADER, size - HEADER, StandardCharsets.ISO_8859_1);
        if (!fields.contains(Statement.PREFIX)) {
            return null;
        }
        String translated =
                NAME.matcher(fields)
                        .replaceAll(match -> Matcher.quoteReplacement(name(match.group(), client)));
        byte[] body = translated.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(HEADER + body.length)
                .put(BackendType.ERROR_RESPONSE)
                .putInt(4 + body.length)
                .put(body)
                .array();
    }

    private static String name(String ours, Requester client) {
        String theirs = client.statementName(ours);
        return theirs == null ? ours : theirs;
    }
}
