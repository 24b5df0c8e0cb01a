package io.howdah.bench.nodes;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One end of a connection: a socket that is never waited for. One thread. */
final class Peer {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Events events;
    private final ByteBuf output = Unpooled.buffer();

    /** Takes {@code channel}, and closes it when it cannot. */
    Peer(SocketChannel channel, Selector selector, Events events) throws IOException {
        this.channel = channel;
        this.events = events;
        channel.configureBlocking(false);
        channel.socket().setTcpNoDelay(true);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** What happens to a peer. */
    interface Events {
        /** Bytes came; they are the taker's. */
        void received(ByteBuf bytes);

        /** Some of what waited to be sent has been. */
        void sent();

        /** Nothing will come any more. */
        void ended();
    }

    /**
     * Does what can be done without waiting.
     *
     * @param buffer to read into
     */
    void ready(ByteBuffer buffer) {
        try {
            if (key.isValid() && key.isWritable()) {
                write();
                events.sent();
            }
            if (key.isValid() && key.isReadable()) {
                read(buffer);
            }
        } catch (IOException _) {
            events.ended();
        }
    }

    void send(ByteBuf bytes) {
        output.writeBytes(bytes);
        try {
            write();
        } catch (IOException _) {
            events.ended();
        }
    }

    int unsentBytes() {
        return output.readableBytes();
    }

    /** Whether to take what comes. */
    void listen(boolean wanted) {
        if (key.isValid()) {
            interest(SelectionKey.OP_READ, wanted);
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // It is gone then.
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            events.ended();
        } else if (count > 0) {
            events.received(Unpooled.copiedBuffer(buffer.flip()));
        }
    }

    private void write() throws IOException {
        if (channel.isOpen()) {
            output.readBytes(channel, output.readableBytes());
            interest(SelectionKey.OP_WRITE, output.isReadable());
            if (!output.isReadable()) {
                output.clear();
            } else {
                output.discardReadBytes();
            }
        }
    }

    private void interest(int operation, boolean wanted) {
        int before = key.interestOps();
        int after = wanted ? before | operation : before & ~operation;
        if (after != before) {
            key.interestOps(after);
        }
    }
}
