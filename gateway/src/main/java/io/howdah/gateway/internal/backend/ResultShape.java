package io.howdah.gateway.internal.backend;

import io.netty.buffer.ByteBuf;

/**
 * What PostgreSQL compares when it decides whether a prepared statement still gives what its client
 * was told: names and types of the columns, not the tables they come from.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-message-formats.html">RowDescription</a>
 */
final class ResultShape {
    /** Of a statement without a result. */
    static final long NONE = 1;

    private static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private ResultShape() {}

    /** A number that is the same for equal shapes, of the whole frame at {@code index}. */
    static long of(ByteBuf buffer, int index, int size) {
        int end = index + size;
        int columns = buffer.getUnsignedShort(index + 5);
        int at = index + 7;
        long hash = SEED + columns;
        for (int i = 0; i < columns && at < end; i++) {
            int nameEnd = buffer.indexOf(at, end, (byte) 0);
            if (nameEnd < 0 || nameEnd + 19 > end) {
                return hash; // not a message of PostgreSQL's
            }
            for (; at < nameEnd; at++) {
                hash = (hash ^ buffer.getByte(at)) * PRIME;
            }
            hash = (hash ^ buffer.getInt(nameEnd + 7)) * PRIME; // the type
            hash = (hash ^ buffer.getInt(nameEnd + 13)) * PRIME; // its modifier
            at = nameEnd + 19;
        }
        return hash == 0 ? NONE : hash;
    }
}
