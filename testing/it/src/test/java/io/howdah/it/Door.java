package io.howdah.it;

import io.howdah.base.HostPort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be shut, as if the server had stopped. Used by one thread. */
final class Door implements AutoCloseable {
    private final HostPort server;
    private final HostPort address;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket entrance;

    /** Opens one to {@code server}. */
    Door(HostPort server) throws IOException {
        this.server = server;
        this.entrance = open(0);
        this.address = new HostPort("127.0.0.1", entrance.getLocalPort());
    }

    /** Where it is. */
    HostPort address() {
        return address;
    }

    /** Cuts all connections, and lets nobody in. */
    void shut() throws IOException {
        entrance.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Lets everybody in again. */
    void reopen() throws IOException {
        entrance = open(address.port());
    }

    private ServerSocket open(int port) throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread.startVirtualThread(() -> accept(opened));
        return opened;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                Socket onwards = new Socket(server.host(), server.port());
                client.setTcpNoDelay(true);
                onwards.setTcpNoDelay(true);
                Thread.startVirtualThread(() -> pass(client, onwards));
                Thread.startVirtualThread(() -> pass(onwards, client));
            } catch (IOException e) {
                // It is shut, or the server is gone.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        sockets.add(from);
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side is gone, and so is the other.
        } finally {
            sockets.remove(from);
        }
    }

    @Override
    public void close() throws IOException {
        shut();
    }
}
