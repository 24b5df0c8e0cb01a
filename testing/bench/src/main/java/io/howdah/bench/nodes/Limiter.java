package io.howdah.bench.nodes;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands in front of a PostgreSQL server and gives it the powers of a {@link NodeModel}: three
 * servers on two cores otherwise have those of two cores between them. What it does not know as the
 * benchmark's passes at once, as far as the node's distance and its stalls let it.
 *
 * <p>A thread of its own does everything; public methods may be called from any other.
 */
public final class Limiter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int BACKLOG = 1_024;

    private final HostPort server;
    private final Node node;
    private final Selector selector;
    private final Alarm alarm;
    private final int port;
    private final Thread thread = Thread.ofPlatform().daemon().name("limiter").unstarted(this::run);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Set<Connection> connections = new HashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private ServerSocketChannel entrance;

    private volatile boolean closed;

    private Limiter(HostPort server, Node node, Selector selector) throws IOException {
        this.server = server;
        this.node = node;
        this.selector = selector;
        alarm = new Alarm(node.agenda()::now, selector::wakeup);
        entrance = listen(selector, 0);
        port = entrance.socket().getLocalPort();
    }

    /**
     * Listens on a free port of this machine.
     *
     * @param seed of the service times
     */
    public static Limiter start(HostPort server, NodeModel model, Clock clock, long seed)
            throws IOException {
        Limiter limiter = new Limiter(server, Node.of(model, clock, seed), Selector.open());
        limiter.alarm.start();
        limiter.thread.start();
        return limiter;
    }

    /** Where the node is. */
    public HostPort address() {
        return new HostPort("127.0.0.1", port);
    }

    /** Statements of the benchmark that it has served so far. */
    public long served() {
        return node.station().served();
    }

    /** Everything is cold again. */
    public void forget() {
        perform(node.station()::forget);
    }

    /** The node is gone: its connections are cut, and nobody listens. */
    public void leave() {
        perform(
                () -> {
                    closeAll();
                    entrance.close();
                });
    }

    /** It is back, and cold. */
    public void join() {
        perform(
                () -> {
                    node.station().forget();
                    if (!entrance.isOpen()) {
                        entrance = listen(selector, port);
                    }
                });
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static ServerSocketChannel listen(Selector selector, int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT);
        return channel;
    }

    private void run() {
        try (selector;
                alarm) {
            while (!closed) {
                alarm.set(node.agenda().next());
                selector.select(this::serve);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                node.agenda().run();
            }
            closeAll();
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof Peer peer) {
            peer.ready(buffer);
        } else {
            try {
                accept();
            } catch (IOException _) {
                // Whoever came has left again, or the server takes nobody: the client is told so.
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel client = entrance.accept();
        if (client == null) {
            return;
        }
        boolean joined = false;
        try {
            SocketChannel inner =
                    SocketChannel.open(new InetSocketAddress(server.host(), server.port()));
            connections.add(new Connection(client, inner, selector, node, connections::remove));
            joined = true;
        } finally {
            if (!joined) {
                client.close();
            }
        }
    }

    private void closeAll() {
        List.copyOf(connections).forEach(Connection::close);
    }

    /** Has the thread do it; returns when it is done. */
    private void perform(Task task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        tasks.add(
                () -> {
                    try {
                        task.run();
                        done.complete(null);
                    } catch (IOException e) {
                        done.completeExceptionally(new UncheckedIOException(e));
                    }
                });
        selector.wakeup();
        done.join();
    }

    private interface Task {
        void run() throws IOException;
    }
}
