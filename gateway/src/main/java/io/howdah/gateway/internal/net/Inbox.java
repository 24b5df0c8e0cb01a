package io.howdah.gateway.internal.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

import org.jspecify.annotations.Nullable;

/**
 * The receiving side of one connection. Confined to its loop.
 *
 * <p>What arrives is scanned in the loop's read buffer, in place; only what the scanner leaves (an
 * incomplete frame, or frames it is not ready for) is kept in a buffer of the connection's own, so
 * that an idle connection holds none.
 */
public final class Inbox {
    /** Reads frames from a buffer in place. */
    public interface Scanner {
        /**
         * Consumes what it can of {@code [index, end)}.
         *
         * @return the index of the first byte it did not consume
         */
        int scan(ByteBuf buffer, int index, int end);
    }

    private static final int LEAST_BYTES = 256;

    private final ByteBufAllocator allocator;
    private final Scanner scanner;
    private @Nullable ByteBuf held;
    private boolean scanning;
    private boolean again;
    private boolean released;

    /** An empty inbox that hands everything to {@code scanner}. */
    public Inbox(ByteBufAllocator allocator, Scanner scanner) {
        this.allocator = allocator;
        this.scanner = scanner;
    }

    /** Takes what arrived; does not keep or release {@code arrived}. */
    public void receive(ByteBuf arrived) {
        if (released) {
            return;
        }
        ByteBuf kept = held;
        if (kept != null) {
            kept.writeBytes(arrived, arrived.readerIndex(), arrived.readableBytes());
            scanHeld(kept);
            return;
        }
        int end = arrived.writerIndex();
        int rest = scan(arrived, arrived.readerIndex(), end);
        if (rest < end && !released) {
            held = allocator.directBuffer(Math.max(LEAST_BYTES, end - rest));
            held.writeBytes(arrived, rest, end - rest);
        }
    }

    /** Scans again what was kept, because the scanner is ready for it now. */
    public void resume() {
        if (scanning) {
            again = true;
        } else if (held != null) {
            scanHeld(held);
        }
    }

    /**
     * A copy of bytes that are being scanned, which may have to be scanned again; to be released.
     */
    public ByteBuf copy(ByteBuf buffer, int index, int length) {
        return allocator.directBuffer(length).writeBytes(buffer, index, length);
    }

    /** Puts {@code first}, which it releases, in front of what is kept; nothing is scanned now. */
    public void unread(ByteBuf first) {
        ByteBuf rest = held;
        if (released) {
            first.release();
        } else if (rest == null) {
            held = first;
        } else {
            held = first.writeBytes(rest);
            rest.release();
        }
    }

    /** How many bytes are kept. */
    public int heldBytes() {
        return held == null ? 0 : held.readableBytes();
    }

    /** What is kept, to look at only. */
    public @Nullable ByteBuf held() {
        return held;
    }

    /** Gives up what is kept; nothing is scanned from now on. */
    public void release() {
        released = true;
        if (held != null && !scanning) {
            held.release();
            held = null;
        }
    }

    private void scanHeld(ByteBuf kept) {
        int rest = scan(kept, kept.readerIndex(), kept.writerIndex());
        kept.readerIndex(rest);
        if (released || !kept.isReadable()) {
            kept.release();
            held = null;
        } else if (kept.readerIndex() > kept.capacity() / 2) {
            discardRead(kept);
        }
    }

    /** Where slices of the buffer wait to be written, its bytes must stay where they are. */
    private void discardRead(ByteBuf kept) {
        if (kept.refCnt() == 1) {
            kept.discardReadBytes();
            return;
        }
        ByteBuf rest = allocator.directBuffer(Math.max(LEAST_BYTES, kept.readableBytes()));
        held = rest.writeBytes(kept);
        kept.release();
    }

    private int scan(ByteBuf buffer, int index, int end) {
        scanning = true;
        try {
            int rest = index;
            do {
                again = false;
                rest = scanner.scan(buffer, rest, end);
            } while (again && rest < end && !released);
            return rest;
        } finally {
            scanning = false;
        }
    }
}
