package io.howdah.gateway.internal.relay;

import io.netty.buffer.ByteBuf;

/**
 * Where a stream of messages stands that passes by in pieces of any size. Confined to its loop.
 *
 * <p>A length that cannot be leaves it lost: from then on it says nothing about the stream any
 * more, and never that a message has ended.
 */
final class FrameCursor {
    private static final int HEADER = 5;
    private static final int LENGTH = 4;

    /** Told about each message when its last byte has passed. */
    interface Listener {
        /**
         * A message has passed.
         *
         * @param last its last byte
         */
        void passed(byte type, byte last);
    }

    private final Listener listener;
    private int headerRead;
    private byte type;
    private int length;
    private int bodyLeft;
    private boolean lost;

    FrameCursor(Listener listener) {
        this.listener = listener;
    }

    /** Whether what has passed ends with a whole message. */
    boolean isBetweenFrames() {
        return headerRead == 0;
    }

    /** Follows the bytes in {@code [start, end)}. */
    void follow(ByteBuf buffer, int start, int end) {
        int index = start;
        while (index < end && !lost) {
            if (headerRead < HEADER) {
                header(buffer.getByte(index));
                index++;
            } else {
                int piece = Math.min(bodyLeft, end - index);
                index += piece;
                bodyLeft -= piece;
            }
            if (headerRead == HEADER && bodyLeft == 0) {
                headerRead = 0;
                listener.passed(type, buffer.getByte(index - 1));
            }
        }
    }

    private void header(byte next) {
        if (headerRead == 0) {
            type = next;
            length = 0;
        } else {
            length = length << 8 | (next & 0xFF);
        }
        headerRead++;
        if (headerRead == HEADER) {
            lost = length < LENGTH;
            bodyLeft = length - LENGTH;
        }
    }
}
