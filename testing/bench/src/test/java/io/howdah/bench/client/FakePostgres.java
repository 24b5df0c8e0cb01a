package io.howdah.bench.client;

import io.howdah.base.HostPort;
import io.howdah.base.error.Failure;
import io.howdah.wire.Authentication;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.ErrorFields;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that trusts everybody and answers every query with nothing; {@code fail} fails. */
public final class FakePostgres implements AutoCloseable {
    private final ServerSocket entrance;
    private final Runnable beforeFirstAnswer;
    private final AtomicInteger queries = new AtomicInteger();

    /**
     * Listens on a free port.
     *
     * @param beforeFirstAnswer runs when the first query has come
     */
    public FakePostgres(Runnable beforeFirstAnswer) throws IOException {
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.beforeFirstAnswer = beforeFirstAnswer;
        Thread.startVirtualThread(this::accept);
    }

    /** Where it listens. */
    public HostPort address() {
        return new HostPort("127.0.0.1", entrance.getLocalPort());
    }

    /** How many queries have come. */
    public int queries() {
        return queries.get();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            in.readNBytes(in.readInt() - 4);
            send(client, new Authentication.Ok());
            while (in.read() == 'Q') {
                String sql = new String(in.readNBytes(in.readInt() - 4), StandardCharsets.UTF_8);
                if (queries.incrementAndGet() == 1) {
                    beforeFirstAnswer.run();
                }
                send(client, answer(sql));
            }
        } catch (IOException _) {
            // The client has left.
        }
    }

    private static BackendMessage answer(String sql) {
        return sql.startsWith("fail")
                ? new BackendMessage.ErrorResponse(
                        ErrorFields.of("ERROR", Failure.reported("42601", "no such thing")))
                : new BackendMessage.CommandComplete("SELECT 0");
    }

    private static void send(Socket client, BackendMessage message) throws IOException {
        ByteBuf out = Unpooled.buffer();
        message.encode(out);
        new BackendMessage.ReadyForQuery(TransactionStatus.IDLE).encode(out);
        client.getOutputStream().write(out.array(), 0, out.readableBytes());
    }
}
