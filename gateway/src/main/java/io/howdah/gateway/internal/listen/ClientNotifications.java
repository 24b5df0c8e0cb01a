package io.howdah.gateway.internal.listen;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.BackendMessage.NoticeResponse;
import io.howdah.wire.ErrorFields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The notifications that wait for one client. Confined to the client's loop.
 *
 * <p>Some wait until the client may be told, the early ones until a LISTEN has come true or not.
 * Together they are bounded; a client that exceeds that is ended.
 */
final class ClientNotifications {
    private final ClientListening.Host host;
    private final GatewayMetrics metrics;
    private final int limitBytes;
    private final ArrayDeque<Notification> early = new ArrayDeque<>();
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private int keptBytes;
    private boolean closed;

    ClientNotifications(ClientListening.Host host, GatewayMetrics metrics, int limitBytes) {
        this.host = host;
        this.metrics = metrics;
        this.limitBytes = limitBytes;
    }

    /** The client is told as soon as it may be. */
    void tell(Notification notification) {
        tell(notification.frame(host.charset()));
    }

    /** The client is warned, in turn. */
    void warn(Failure what) {
        ByteBuf notice = Unpooled.buffer();
        new NoticeResponse(ErrorFields.of("WARNING", what)).encode(notice);
        tell(ByteBufUtil.getBytes(notice));
    }

    private void tell(byte[] frame) {
        queue.add(frame);
        keep(frame.length);
    }

    /** Keeps what the client may turn out to listen to. */
    void keepEarly(Notification notification) {
        early.add(notification);
        keep(notification.frame().length);
    }

    /** Tells the early ones on channels that are listened to now. */
    void tellEarly(Predicate<String> listened) {
        for (Notification each : List.copyOf(early)) {
            if (listened.test(each.channel())) {
                early.remove(each);
                keptBytes -= each.frame().length;
                tell(each);
            }
        }
    }

    /** They came too early: nothing that is under way listens to them. */
    void dropEarly() {
        early.forEach(each -> keptBytes -= each.frame().length);
        early.clear();
    }

    private void keep(int bytes) {
        keptBytes += bytes;
        flush();
        if (keptBytes > limitBytes && !closed) {
            metrics.notificationsDropped.add(queue.size() + early.size());
            queue.clear();
            early.clear();
            host.end(
                    Failure.of(
                                    ErrorCode.PROGRAM_LIMIT_EXCEEDED,
                                    "too many notifications wait for this client")
                            .withHint(
                                    "It is inside a transaction, or does not read; see"
                                            + " clients.notification-buffer."));
        }
    }

    /** Tells the client what waits, as far as it may be told and reads. */
    void flush() {
        Outbox outbox = host.outbox();
        while (!queue.isEmpty() && host.mayBeNotified() && !outbox.isCongested()) {
            byte[] frame = queue.removeFirst();
            keptBytes -= frame.length;
            outbox.buffer().writeBytes(frame);
            metrics.notificationsDelivered.increment();
        }
    }

    /** The client is leaving. */
    void close() {
        closed = true;
        queue.clear();
        early.clear();
    }
}
