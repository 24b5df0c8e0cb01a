package io.howdah.wire;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes one message; the counterpart of {@link BodyReader}. */
final class FrameWriter {
    private final ByteBuf out;

    FrameWriter(ByteBuf out) {
        this.out = out;
    }

    /** The type byte, and room for the length that is known only at the end. */
    FrameWriter type(byte type) {
        return int8(type).int32(0);
    }

    FrameWriter int8(int value) {
        out.writeByte(value);
        return this;
    }

    FrameWriter int16(int value) {
        out.writeShort(value);
        return this;
    }

    FrameWriter int32(int value) {
        out.writeInt(value);
        return this;
    }

    FrameWriter bytes(Bytes value) {
        value.writeTo(out);
        return this;
    }

    /**
     * Text and its zero byte.
     *
     * @throws IllegalArgumentException when the text holds a zero byte itself, which would let the
     *     rest of it pass for another field
     */
    FrameWriter string(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a string on the wire cannot hold U+0000");
        }
        out.writeCharSequence(text, StandardCharsets.UTF_8);
        return int8(0);
    }

    /** A value after its length; SQL's NULL has the length -1. */
    FrameWriter value(@Nullable Bytes value) {
        return value == null ? int32(-1) : int32(value.size()).bytes(value);
    }

    FrameWriter formats(List<Format> formats) {
        return list(formats, (body, format) -> body.int16(format.code()));
    }

    /** A 16-bit count and as many elements. */
    <T extends @Nullable Object> FrameWriter list(
            List<T> list, BiConsumer<FrameWriter, T> element) {
        if (list.size() > 0xFFFF) {
            throw new IllegalArgumentException(list.size() + " elements, the wire allows 65535");
        }
        int16(list.size());
        for (T each : list) {
            element.accept(this, each);
        }
        return this;
    }
}
