package io.howdah.gateway.fake;

import io.howdah.base.HostPort;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Encrypts what comes to a {@link FakePostgres}, as a server with certificates does. */
public final class TlsFront implements AutoCloseable {
    private final ServerSocket listener;
    private final TlsPeer peer;
    private final HostPort server;
    private final char answer;
    private final AtomicInteger encrypted = new AtomicInteger();
    private final AtomicInteger plain = new AtomicInteger();

    /**
     * In front of {@code server}.
     *
     * @param answer what it says to an SSLRequest: S or N, or something wrong
     */
    public TlsFront(HostPort server, TlsPeer peer, char answer) throws IOException {
        this.server = server;
        this.peer = peer;
        this.answer = answer;
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it listens. */
    public HostPort address() {
        return new HostPort("127.0.0.1", listener.getLocalPort());
    }

    /** Connections that were encrypted so far. */
    public int encrypted() {
        return encrypted.get();
    }

    /** Connections that were not. */
    public int plain() {
        return plain.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                Socket behind = new Socket(server.host(), server.port())) {
            byte[] first = socket.getInputStream().readNBytes(8);
            if (java.util.Arrays.equals(first, TlsPeer.sslRequest())) {
                socket.getOutputStream().write(answer);
                if (answer == 'S') {
                    Socket secure = peer.accept(socket);
                    pipe(secure, behind, encrypted);
                    return;
                }
            } else {
                behind.getOutputStream().write(first);
            }
            pipe(socket, behind, plain);
        } catch (IOException e) {
            // One end has gone.
        }
    }

    private static void pipe(Socket client, Socket behind, AtomicInteger count) throws IOException {
        int first = client.getInputStream().read();
        if (first < 0) {
            return;
        }
        count.incrementAndGet();
        behind.getOutputStream().write(first);
        Thread back = Thread.ofVirtual().start(() -> copy(behind, client));
        copy(client, behind);
        back.interrupt();
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] block = new byte[8_192];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                out.write(block, 0, count);
            }
        } catch (IOException e) {
            // One end has gone.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
