package io.howdah.bench.nodes;

import io.howdah.wire.ProtocolException;
import io.netty.buffer.ByteBuf;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** A client, the way to the node, and the server that is the node. One thread. */
final class Connection {
    /** More than so many bytes do not wait for either side; the other one is not read then. */
    private static final int MOST_WAITING = 1 << 20;

    private final Conversation conversation;
    private final Lane there;
    private final Lane back;
    private final Peer client;
    private final Peer server;
    private final Consumer<Connection> onClosed;
    private boolean closed;

    /** Joins two sockets; both are closed with it. */
    Connection(
            SocketChannel client,
            SocketChannel server,
            Selector selector,
            Node node,
            Consumer<Connection> onClosed)
            throws IOException {
        this.onClosed = onClosed;
        this.client = new Peer(client, selector, new FromClient());
        this.server = new Peer(server, selector, new FromServer());
        there = new Lane(node.there(), node.agenda(), this::arrive);
        back = new Lane(node.back(), node.agenda(), this::deliver);
        conversation = new Conversation(node.station(), this.server::send, back::send);
    }

    void close() {
        if (!closed) {
            closed = true;
            conversation.close();
            client.close();
            server.close();
            onClosed.accept(this);
        }
    }

    private void arrive(ByteBuf request) {
        if (!closed) {
            parse(() -> conversation.fromClient(request));
        }
    }

    private void deliver(ByteBuf answer) {
        if (!closed) {
            client.send(answer);
            listen();
        }
    }

    private void parse(Parsing parsing) {
        try {
            parsing.run();
            listen();
        } catch (ProtocolException _) {
            close(); // whoever it was, it is not PostgreSQL's protocol
        }
    }

    private void listen() {
        client.listen(server.unsentBytes() + there.bytes() < MOST_WAITING);
        server.listen(
                client.unsentBytes() + back.bytes() + conversation.heldBytes() < MOST_WAITING);
    }

    private interface Parsing {
        void run() throws ProtocolException;
    }

    private final class FromClient implements Peer.Events {
        @Override
        public void received(ByteBuf bytes) {
            there.send(bytes);
        }

        @Override
        public void sent() {
            listen();
        }

        @Override
        public void ended() {
            close();
        }
    }

    private final class FromServer implements Peer.Events {
        @Override
        public void received(ByteBuf bytes) {
            parse(() -> conversation.fromServer(bytes));
        }

        @Override
        public void sent() {
            listen();
        }

        /** Its last words first. */
        @Override
        public void ended() {
            server.close();
            back.last(Connection.this::close);
        }
    }
}
