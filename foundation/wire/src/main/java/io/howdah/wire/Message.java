package io.howdah.wire;

import io.netty.buffer.ByteBuf;

/**
 * A message with a type byte and a length, from either side. These records are for what is rare
 * (start-up, errors, tests); rows and statements in bulk pass through the gateway undecoded.
 *
 * <p>Strings are UTF-8. Where the peer used another encoding a decoded string holds U+FFFD; what
 * must pass unchanged is forwarded as the bytes it came in.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-message-formats.html">Message
 *     formats</a>
 */
public sealed interface Message permits BackendMessage, FrontendMessage {
    /**
     * Appends the whole frame: type, length, body.
     *
     * @throws IllegalArgumentException when a string holds U+0000 or a list more than 65535
     *     elements; {@code out} is then as it was
     */
    default void encode(ByteBuf out) {
        int start = out.writerIndex();
        FrameWriter frame = new FrameWriter(out);
        try {
            switch (this) {
                case FrontendMessage message -> FrontendEncoder.write(message, frame);
                case BackendMessage message -> BackendEncoder.write(message, frame);
            }
        } catch (RuntimeException e) {
            out.writerIndex(start);
            throw e;
        }
        out.setInt(start + 1, out.writerIndex() - start - 1);
    }
}
