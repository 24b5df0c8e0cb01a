package io.howdah.gateway.internal.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Keeps the beginning of a TLS record until its end comes.
 *
 * <p>What arrives lies in the loop's read buffer. As long as it ends with a record it is decrypted
 * from there; an incomplete record is kept in a buffer of its own size, because keeping it in place
 * would keep the loop's whole buffer, for as long as the peer likes.
 */
final class RecordCumulator implements ByteToMessageDecoder.Cumulator {
    private static final int HEADER_BYTES = 5;
    private static final int LENGTH_OFFSET = 3;

    @Override
    public ByteBuf cumulate(ByteBufAllocator allocator, ByteBuf kept, ByteBuf arrived) {
        if (kept.isReadable() || endsWithRecord(arrived)) {
            return ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, kept, arrived);
        }
        kept.release();
        try {
            return allocator.directBuffer(arrived.readableBytes()).writeBytes(arrived);
        } finally {
            arrived.release();
        }
    }

    static boolean endsWithRecord(ByteBuf buffer) {
        int index = buffer.readerIndex();
        int end = buffer.writerIndex();
        while (end - index >= HEADER_BYTES) {
            index += HEADER_BYTES + buffer.getUnsignedShort(index + LENGTH_OFFSET);
        }
        return index == end;
    }
}
