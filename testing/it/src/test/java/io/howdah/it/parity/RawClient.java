package io.howdah.it.parity;

import io.howdah.base.HostPort;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.BackendKeyData;
import io.howdah.wire.BackendMessage.DataRow;
import io.howdah.wire.Bytes;
import io.howdah.wire.CancelKey;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.Message;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.ProtocolVersion;
import io.howdah.wire.StartupPacket;
import io.howdah.wire.StartupPacket.CancelRequest;
import io.howdah.wire.StartupPacket.Startup;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client that sends what it is told and reads what it is owed. One thread. */
final class RawClient implements AutoCloseable {
    private final HostPort address;
    private final Socket socket;
    private final DataInputStream in;
    private final Owed owed = new Owed();
    private @Nullable CancelKey key;

    private RawClient(HostPort address, int timeoutMillis) throws IOException {
        this.address = address;
        socket = new Socket(address.host(), address.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(timeoutMillis);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    /** Connects and sends the start-up packet; what comes back is for the caller to read. */
    static RawClient start(HostPort address, Map<String, String> parameters, int timeoutMillis)
            throws IOException {
        RawClient client = new RawClient(address, timeoutMillis);
        client.send(new Startup(ProtocolVersion.V3_0, new LinkedHashMap<>(parameters)));
        return client;
    }

    /** Sends messages in one write. */
    void send(List<? extends FrontendMessage> messages) throws IOException {
        messages.forEach(owed::sent);
        ByteBuf buffer = Unpooled.buffer();
        for (Message message : messages) {
            message.encode(buffer);
        }
        write(buffer);
    }

    /** How long it waits for what it reads. */
    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Sends what need not be messages. */
    void sendBytes(byte[] bytes) throws IOException {
        write(Unpooled.wrappedBuffer(bytes));
    }

    /** The next message; null at the end. */
    @Nullable BackendMessage read() throws IOException {
        try {
            byte type = in.readByte();
            byte[] body = in.readNBytes(in.readInt() - Integer.BYTES);
            BackendMessage message = BackendMessage.decode(type, Unpooled.wrappedBuffer(body));
            if (message instanceof BackendKeyData(CancelKey secret)) {
                key = secret;
            }
            owed.received(message);
            return message;
        } catch (EOFException | SocketException _) {
            return null;
        } catch (ProtocolException e) {
            throw new IOException(e);
        }
    }

    /** Whether the server has answered everything. */
    boolean isAnswered() {
        return owed.isNothing();
    }

    /** Runs a text of statements; returns the rows, their values with bars between them. */
    List<String> query(String sql) throws IOException {
        send(List.of(new Query(sql)));
        List<String> rows = new ArrayList<>();
        while (!isAnswered()) {
            switch (read()) {
                case null -> throw new IOException("the connection is closed");
                case DataRow(List<@Nullable Bytes> values) -> rows.add(Transcript.values(values));
                case BackendMessage.ErrorResponse(var fields) ->
                        throw new IOException(fields.sqlState() + " " + fields.message());
                default -> {}
            }
        }
        return rows;
    }

    /** What it takes to cancel; its process id is how the client is known to others. */
    @Nullable CancelKey key() {
        return key;
    }

    /** Sends a cancel request on a connection of its own, and waits for that one's end. */
    void cancel() throws IOException {
        if (key == null) {
            throw new IllegalStateException("not logged in");
        }
        try (RawClient other = new RawClient(address, socket.getSoTimeout())) {
            other.send(new CancelRequest(key));
            other.read();
        }
    }

    private void send(StartupPacket packet) throws IOException {
        ByteBuf buffer = Unpooled.buffer();
        packet.encode(buffer);
        write(buffer);
    }

    private void write(ByteBuf buffer) throws IOException {
        try {
            socket.getOutputStream().write(ByteBufUtil.getBytes(buffer));
        } catch (SocketException _) {
            // The server has closed: reading shows what it said before.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
