package io.howdah.wire;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads one message's body, whose end is the buffer's end. Nothing is allocated for a count before
 * the body is known to be long enough to hold that many.
 */
final class BodyReader {
    private final String message;
    private final ByteBuf body;
    private final int start;

    BodyReader(String message, ByteBuf body) {
        this.message = message;
        this.body = body;
        this.start = body.readerIndex();
    }

    /** Reads one element of a list. */
    interface Element<T extends @Nullable Object> {
        T read(BodyReader body) throws ProtocolException;
    }

    byte int8(String what) throws ProtocolException {
        need(1, what);
        return body.readByte();
    }

    short int16(String what) throws ProtocolException {
        need(2, what);
        return body.readShort();
    }

    int int32(String what) throws ProtocolException {
        need(4, what);
        return body.readInt();
    }

    Bytes bytes(int length, String what) throws ProtocolException {
        need(length, what);
        return Bytes.read(body, length);
    }

    Bytes rest() {
        return Bytes.read(body, body.readableBytes());
    }

    int remaining() {
        return body.readableBytes();
    }

    /** Text up to its zero byte; malformed UTF-8 becomes U+FFFD. */
    String string(String what) throws ProtocolException {
        int length = stringLength(what);
        String text = body.readString(length, StandardCharsets.UTF_8);
        body.skipBytes(1);
        return text;
    }

    /** Text up to its zero byte, refused when it is not UTF-8. */
    String strictString(String what) throws ProtocolException {
        int length = stringLength(what);
        ByteBuffer text = body.nioBuffer(body.readerIndex(), length);
        try {
            String string = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
            body.skipBytes(length + 1);
            return string;
        } catch (CharacterCodingException e) {
            throw violation(what + " is not UTF-8");
        }
    }

    private int stringLength(String what) throws ProtocolException {
        int length = body.bytesBefore((byte) 0);
        if (length < 0) {
            throw violation(what + " has no end");
        }
        return length;
    }

    /** A value with its length before it; a length of -1 is SQL's NULL. */
    @Nullable Bytes value(String what) throws ProtocolException {
        int length = int32("length of " + what);
        if (length == -1) {
            return null;
        }
        if (length < 0) {
            throw violation(what + " has length " + length);
        }
        return bytes(length, what);
    }

    Format format() throws ProtocolException {
        return format(int16("format code"));
    }

    Format overallFormat() throws ProtocolException {
        return format(int8("overall format"));
    }

    private Format format(int code) throws ProtocolException {
        return switch (code) {
            case 0 -> Format.TEXT;
            case 1 -> Format.BINARY;
            default -> throw violation("format code " + code);
        };
    }

    List<Format> formats() throws ProtocolException {
        return list("format codes", 2, BodyReader::format);
    }

    /** A 16-bit count and as many elements, each of at least {@code elementSize} bytes. */
    <T extends @Nullable Object> List<T> list(String what, int elementSize, Element<T> element)
            throws ProtocolException {
        return list(int16("number of " + what) & 0xFFFF, what, elementSize, element);
    }

    /** {@code count} elements, each of at least {@code elementSize} bytes. */
    <T extends @Nullable Object> List<T> list(
            int count, String what, int elementSize, Element<T> element) throws ProtocolException {
        if (count < 0 || (long) count * elementSize > remaining()) {
            throw violation(count + " " + what + " in " + remaining() + " bytes");
        }
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(element.read(this));
        }
        return Collections.unmodifiableList(list);
    }

    /** Says that the message ends here. */
    <T> T end(T decoded) throws ProtocolException {
        if (body.isReadable()) {
            throw violation(remaining() + " bytes after its end");
        }
        return decoded;
    }

    ProtocolException violation(String what) {
        int offset = body.readerIndex() - start;
        return new ProtocolException(
                "invalid " + message + " message: " + what + " at byte " + offset);
    }

    private void need(int length, String what) throws ProtocolException {
        if (remaining() < length) {
            throw violation(what + " needs " + length + " bytes, " + remaining() + " are left");
        }
    }
}
