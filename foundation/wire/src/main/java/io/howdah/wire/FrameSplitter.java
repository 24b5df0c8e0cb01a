package io.howdah.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.util.function.IntUnaryOperator;

/**
 * Cuts a stream of bytes into frames, wherever the chunks it comes in were cut. For tests, tools
 * and log-in; the gateway's hot path scans frames in place instead.
 *
 * <p>For one thread at a time. It holds at most one frame, and grows as bytes come, never by what a
 * length word promises. After a violation it refuses all that follows until {@link #reset}.
 */
public final class FrameSplitter {
    private static final int HEADER = 5;
    private static final int LENGTH_WORD = 4;
    private static final int INITIAL = 256;

    private final IntUnaryOperator limits;
    private ByteBuf frame = Unpooled.buffer(INITIAL);
    private boolean broken;

    private FrameSplitter(IntUnaryOperator limits) {
        this.limits = limits;
    }

    /** Takes each frame. */
    @FunctionalInterface
    public interface Sink {
        /**
         * One frame.
         *
         * @param body what follows the length word; valid only during the call
         */
        void accept(byte type, ByteBuf body) throws ProtocolException;
    }

    /**
     * Splits what a client sends after its start-up packet. An unknown type is a violation.
     *
     * @param limit of a frame's length word, in bytes; {@link FrontendType#limit} where that is
     *     less
     */
    public static FrameSplitter frontend(int limit) {
        return new FrameSplitter(type -> Math.min(limit, FrontendType.limit((byte) type)));
    }

    /**
     * Splits what a server sends.
     *
     * @param limit of a frame's length word, in bytes
     */
    public static FrameSplitter backend(int limit) {
        return new FrameSplitter(type -> limit);
    }

    /**
     * Takes all of {@code chunk}, which stays the caller's to release, and gives each frame that is
     * complete by now to {@code sink}.
     *
     * @throws ProtocolException when a type or a length is not allowed, or the sink says so
     */
    public void feed(ByteBuf chunk, Sink sink) throws ProtocolException {
        if (broken) {
            throw new ProtocolException("bytes after a protocol violation");
        }
        broken = true;
        while (chunk.isReadable()) {
            take(chunk, HEADER - frame.writerIndex());
            if (frame.writerIndex() >= HEADER) {
                int end = end();
                take(chunk, end - frame.writerIndex());
                if (frame.writerIndex() == end) {
                    sink.accept(frame.getByte(0), frame.slice(HEADER, end - HEADER));
                    forget();
                }
            }
        }
        broken = false;
    }

    /** Whether a frame has begun and not ended. */
    public boolean inFrame() {
        return frame.isReadable();
    }

    /** Forgets all that was fed, for a new stream. */
    public void reset() {
        forget();
        broken = false;
    }

    private void take(ByteBuf chunk, int wanted) {
        int length = Math.min(wanted, chunk.readableBytes());
        if (length > 0) {
            frame.writeBytes(chunk, length);
        }
    }

    /** Where the frame ends, of which at least the header is there. */
    private int end() throws ProtocolException {
        byte type = frame.getByte(0);
        int length = frame.getInt(1);
        int limit = limits.applyAsInt(type);
        if (limit < 0) {
            throw new ProtocolException("invalid message type " + Name.of(type));
        }
        if (length < LENGTH_WORD || length > limit) {
            throw new ProtocolException(
                    "message " + Name.of(type) + " of length " + length + ", limit " + limit);
        }
        return 1 + length;
    }

    private void forget() {
        frame = frame.capacity() > 1 << 16 ? Unpooled.buffer(INITIAL) : frame.clear();
    }
}
