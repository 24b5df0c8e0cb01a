package io.howdah.gateway.fake;

import io.howdah.base.HostPort;
import io.howdah.wire.Authentication;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.BackendKeyData;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.CancelKey;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Terminate;
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
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client that sends what it is told and shows what it gets. For one thread at a time. */
public final class WireClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final HostPort address;
    private final Socket socket;
    private final DataInputStream in;
    private @Nullable CancelKey key;

    private WireClient(HostPort address, Socket socket) throws IOException {
        this.address = address;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
    }

    /** A connection on which nothing has been sent. */
    public static WireClient open(HostPort address) throws IOException {
        return new WireClient(address, new Socket(address.host(), address.port()));
    }

    /** A connection over {@code socket}, which is connected to {@code address}. */
    public static WireClient over(HostPort address, Socket socket) throws IOException {
        return new WireClient(address, socket);
    }

    /** A connection whose receive buffer is small, for slow readers. */
    public static WireClient openNarrow(HostPort address) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new java.net.InetSocketAddress(address.host(), address.port()));
        return new WireClient(address, socket);
    }

    /** A session, logged in by trust. */
    public static WireClient login(HostPort address, String user) throws IOException {
        return login(address, Map.of("user", user, "database", "test"));
    }

    /** A session, logged in by trust. */
    public static WireClient login(HostPort address, Map<String, String> parameters)
            throws IOException {
        WireClient client = open(address);
        client.start(parameters);
        client.untilReady();
        return client;
    }

    /** Sends the start-up packet. */
    public WireClient start(Map<String, String> parameters) throws IOException {
        return send(new Startup(ProtocolVersion.V3_2, new LinkedHashMap<>(parameters)));
    }

    public WireClient send(StartupPacket packet) throws IOException {
        ByteBuf buffer = Unpooled.buffer();
        packet.encode(buffer);
        return send(ByteBufUtil.getBytes(buffer));
    }

    public WireClient send(Message... messages) throws IOException {
        return send(bytes(messages));
    }

    public WireClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The messages as they are on the wire. */
    public static byte[] bytes(Message... messages) {
        ByteBuf buffer = Unpooled.buffer();
        for (Message message : messages) {
            message.encode(buffer);
        }
        return ByteBufUtil.getBytes(buffer);
    }

    /** Reads a byte that is no message: the answer to an SSLRequest. */
    public char raw() throws IOException {
        return (char) in.readByte();
    }

    /** Reads the next message; null at the end. */
    public @Nullable BackendMessage read() throws IOException {
        try {
            byte type = in.readByte();
            byte[] body = in.readNBytes(in.readInt() - 4);
            BackendMessage message = BackendMessage.decode(type, Unpooled.wrappedBuffer(body));
            if (message instanceof BackendKeyData(CancelKey secret)) {
                key = secret;
            }
            return message;
        } catch (EOFException | SocketException e) {
            return null;
        } catch (ProtocolException e) {
            throw new IOException(e);
        }
    }

    /** Reads up to ReadyForQuery, or the end; shows what came as {@link Transcript} does. */
    public List<String> untilReady() throws IOException {
        List<String> seen = new ArrayList<>();
        for (BackendMessage message = read(); message != null; message = read()) {
            if (message instanceof Authentication) {
                continue;
            }
            String shown = Transcript.line(message);
            if (!shown.isEmpty()) {
                seen.add(shown);
            }
            if (message instanceof ReadyForQuery) {
                return seen;
            }
        }
        seen.add("end");
        return seen;
    }

    /** Reads up to the end, or until nothing more comes. */
    public List<String> untilEnd() throws IOException {
        List<String> seen = new ArrayList<>();
        try {
            for (BackendMessage message = read(); message != null; message = read()) {
                String shown = Transcript.line(message);
                if (!shown.isEmpty()) {
                    seen.add(shown);
                }
            }
        } catch (SocketTimeoutException e) {
            seen.add("silence");
        }
        return seen;
    }

    /** Reads everything up to the end; answers how many bytes that was. */
    public long drain() throws IOException {
        byte[] block = new byte[64 * 1024];
        long total = 0;
        try {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                total += count;
            }
        } catch (SocketException e) {
            return total; // a reset is an end, too
        }
        return total;
    }

    /** A simple query's answer. */
    public List<String> query(String sql) throws IOException {
        return send(new Query(sql)).untilReady();
    }

    /** What it takes to cancel this session's statement. */
    public CancelKey key() {
        if (key == null) {
            throw new IllegalStateException("not logged in");
        }
        return key;
    }

    /** Sends a cancel request on a connection of its own, and waits for its end. */
    public void cancel() throws IOException {
        try (WireClient other = open(address)) {
            other.send(new CancelRequest(key())).read();
        }
    }

    /** Says goodbye. */
    public void terminate() throws IOException {
        send(new Terminate());
        socket.close();
    }

    /** Goes without a word; with a reset when asked for. */
    public void abort(boolean reset) throws IOException {
        if (reset) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
