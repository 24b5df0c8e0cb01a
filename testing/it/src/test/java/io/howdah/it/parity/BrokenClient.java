package io.howdah.it.parity;

import io.howdah.base.HostPort;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendMessage.Query;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;

/** A client that has logged in, and then sends bytes that need not be protocol. */
public final class BrokenClient {
    private static final int LOGIN_MILLIS = 10_000;

    private BrokenClient() {}

    /** {@code messages}, as they are sent. */
    public static byte[] bytes(FrontendMessage... messages) {
        ByteBuf buffer = Unpooled.buffer();
        for (FrontendMessage message : messages) {
            message.encode(buffer);
        }
        return ByteBufUtil.getBytes(buffer);
    }

    /**
     * Sends them and goes.
     *
     * @param before run first, each answered
     * @return whether the server has ended the session within {@code patienceMillis}
     */
    public static boolean isEnded(
            HostPort address,
            String database,
            List<String> before,
            byte[] bytes,
            int patienceMillis)
            throws IOException {
        Login login = new Login(database, patienceMillis);
        try (RawClient client = login.open(address, Map.of(), LOGIN_MILLIS).client()) {
            for (String sql : before) {
                client.send(List.of(new Query(sql)));
                while (!client.isAnswered()) {
                    client.read();
                }
            }
            client.patience(patienceMillis);
            client.sendBytes(bytes);
            while (client.read() != null) {
                // Until it has ended.
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }
}
