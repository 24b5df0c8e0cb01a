package io.howdah.bench.client;

import io.howdah.base.HostPort;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendType;
import io.howdah.wire.FrameSplitter;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.ProtocolVersion;
import io.howdah.wire.StartupPacket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A connection of one thread to a server that trusts it; a blocking socket, so that nothing but the
 * system stands between an answer and the clock that is read for it.
 */
public final class PlainClient implements AutoCloseable {
    private static final int CONNECT_LIMIT_MILLIS = 10_000;
    private static final int LIMIT = 1 << 24;

    private final Socket socket = new Socket();
    private final FrameSplitter answers = FrameSplitter.backend(LIMIT);
    private final ByteBuf output = Unpooled.buffer();
    private final byte[] input = new byte[1 << 13];
    private boolean ready;
    private String error = "";

    private PlainClient() {}

    /**
     * Logs in as {@code user} to {@code database}.
     *
     * @throws IOException when nobody listens, or when it is refused
     */
    public static PlainClient connect(HostPort server, String user, String database)
            throws IOException {
        PlainClient client = new PlainClient();
        boolean connected = false;
        try {
            client.socket.setTcpNoDelay(true);
            client.socket.connect(
                    new InetSocketAddress(server.host(), server.port()), CONNECT_LIMIT_MILLIS);
            SequencedMap<String, String> parameters = new LinkedHashMap<>();
            parameters.put("user", user);
            parameters.put("database", database);
            new StartupPacket.Startup(ProtocolVersion.V3_0, parameters).encode(client.output);
            client.exchange();
            connected = true;
            return client;
        } finally {
            if (!connected) {
                client.close();
            }
        }
    }

    /**
     * Runs {@code sql} as a simple query, to its end; rows are dropped.
     *
     * @throws IOException when it fails, with PostgreSQL's message
     */
    public void query(String sql) throws IOException {
        new FrontendMessage.Query(sql).encode(output);
        exchange();
    }

    /** Leaves without a word, as applications do that crash. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone then.
        }
    }

    private void exchange() throws IOException {
        socket.getOutputStream()
                .write(output.array(), output.arrayOffset(), output.readableBytes());
        output.clear();
        ready = false;
        error = "";
        while (!ready) {
            int count = socket.getInputStream().read(input);
            if (count < 0) {
                throw new EOFException(error.isEmpty() ? "the connection was closed" : error);
            }
            try {
                answers.feed(Unpooled.wrappedBuffer(input, 0, count), this::take);
            } catch (ProtocolException e) {
                throw new IOException("not PostgreSQL's protocol", e);
            }
        }
        if (!error.isEmpty()) {
            throw new IOException(error);
        }
    }

    private void take(byte type, ByteBuf body) throws ProtocolException {
        if (type == BackendType.READY_FOR_QUERY) {
            ready = true;
        } else if (type == BackendType.ERROR_RESPONSE
                && BackendMessage.decode(type, body)
                        instanceof BackendMessage.ErrorResponse(var fields)) {
            error = fields.message();
        }
    }
}
