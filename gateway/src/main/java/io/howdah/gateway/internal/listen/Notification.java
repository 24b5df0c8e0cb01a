package io.howdah.gateway.internal.listen;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * One NOTIFY as its listeners are told, encoded once for all of them. Immutable.
 *
 * @param channel its name, by which it is handed out
 * @param frame a NotificationResponse in UTF-8, or in the database's own bytes if it has no
 *     encoding; not to be changed
 */
record Notification(String channel, byte[] frame) {
    private static final int BODY = 9;

    /**
     * @param processId the notifier's, as listeners know it
     * @param channel bytes, without the terminating zero
     * @param payload bytes, without the terminating zero
     */
    static Notification of(String name, int processId, byte[] channel, byte[] payload) {
        return new Notification(name, frame(processId, channel, payload));
    }

    private static byte[] frame(int processId, byte[] channel, byte[] payload) {
        ByteBuf frame = Unpooled.buffer(BODY + channel.length + payload.length + 2);
        frame.writeByte('A')
                .writeInt(4 + 4 + channel.length + 1 + payload.length + 1)
                .writeInt(processId)
                .writeBytes(channel)
                .writeByte(0)
                .writeBytes(payload)
                .writeByte(0);
        return ByteBufUtil.getBytes(frame);
    }

    /** The message for a client with another encoding. */
    byte[] frame(Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return frame;
        }
        int channelEnd = zeroFrom(BODY);
        int payloadEnd = zeroFrom(channelEnd + 1);
        int processId = Unpooled.wrappedBuffer(frame).getInt(5);
        return frame(
                processId,
                recode(BODY, channelEnd, charset),
                recode(channelEnd + 1, payloadEnd, charset));
    }

    private int zeroFrom(int from) {
        int at = from;
        while (frame[at] != 0) {
            at++;
        }
        return at;
    }

    private byte[] recode(int from, int to, Charset charset) {
        return new String(frame, from, to - from, StandardCharsets.UTF_8).getBytes(charset);
    }
}
