package io.howdah.gateway.internal.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

import org.jspecify.annotations.Nullable;

/**
 * One read buffer a loop instead of one a connection. A reader that keeps a slice of it keeps the
 * whole buffer, and the loop takes a fresh one.
 */
public final class LoopReadBuffers extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int BYTES = 64 * 1024;

    /** Reads in a row from one connection before others get their turn. */
    private static final int READS_PER_TURN = 4;

    private final FastThreadLocal<Slot> slots =
            new FastThreadLocal<>() {
                @Override
                protected Slot initialValue() {
                    return new Slot();
                }

                @Override
                protected void onRemoval(Slot slot) {
                    slot.drop();
                }
            };

    /** Buffers for all loops of a process. */
    public LoopReadBuffers() {
        super(READS_PER_TURN);
    }

    @Override
    @SuppressWarnings("deprecation") // Netty still asks for this type, and only for this
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return BYTES;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return slots.get().take(allocator);
            }
        };
    }

    private static final class Slot {
        private @Nullable ByteBuf buffer;

        ByteBuf take(ByteBufAllocator allocator) {
            ByteBuf current = buffer;
            if (current == null || current.refCnt() > 1) {
                drop();
                current = allocator.directBuffer(BYTES, BYTES);
                buffer = current;
            }
            return current.clear().retain();
        }

        void drop() {
            if (buffer != null) {
                buffer.release();
                buffer = null;
            }
        }
    }
}
