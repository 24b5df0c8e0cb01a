package io.howdah.gateway.internal.client;

import io.netty.buffer.ByteBuf;

import java.nio.charset.StandardCharsets;

/**
 * A client's message where it lies in the read buffer.
 *
 * @param index where its type byte is
 * @param size of the whole message, type and length included
 * @param end where what has arrived ends; the message may end before or after it
 */
record Frame(ByteBuf buffer, byte type, int index, int size, int end) {
    private static final int HEADER = 5;

    /** How much of it has arrived, in bytes. */
    int arrived() {
        return Math.min(size, end - index);
    }

    boolean isWhole() {
        return size <= end - index;
    }

    /** Where the body begins. */
    int body() {
        return index + HEADER;
    }

    /** Where the zero that ends the string at {@code from} is, or -1. */
    int zeroFrom(int from) {
        int limit = index + arrived();
        return from < limit ? buffer.indexOf(from, limit, (byte) 0) : -1;
    }

    /** Whether both strings that a Bind begins with have arrived. */
    boolean hasNames() {
        int portalEnd = zeroFrom(body());
        return portalEnd >= 0 && zeroFrom(portalEnd + 1) >= 0;
    }

    /** The bytes from {@code from} up to {@code to} as a name. */
    String name(int from, int to) {
        return from == to ? "" : buffer.toString(from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** A copy of the bytes from {@code from} up to {@code to}. */
    byte[] copy(int from, int to) {
        byte[] bytes = new byte[to - from];
        buffer.getBytes(from, bytes);
        return bytes;
    }
}
