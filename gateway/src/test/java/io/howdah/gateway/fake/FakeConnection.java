package io.howdah.gateway.fake;

import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendType;
import io.howdah.wire.Message;
import io.howdah.wire.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** A fake session's socket: frames in, and messages out through a buffer, as PostgreSQL's. */
final class FakeConnection {
    private static final int BUFFER = 8 * 1024;

    private final DataInputStream in;
    private final OutputStream out;
    private final ByteBuf buffer = Unpooled.buffer(BUFFER);
    private volatile long sent;

    /** What the client sent. */
    record Frame(byte type, ByteBuf body) {
        FrontendMessage decode() throws FakeError {
            try {
                return FrontendMessage.decode(type, body);
            } catch (ProtocolException e) {
                throw new FakeError("08P01", String.valueOf(e.getMessage()));
            }
        }
    }

    FakeConnection(Socket socket) throws IOException {
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
        out = socket.getOutputStream();
    }

    /** Reads a packet without a type. */
    ByteBuf packet() throws IOException {
        return Unpooled.wrappedBuffer(in.readNBytes(in.readInt() - 4));
    }

    Frame frame() throws IOException, FakeError {
        byte type = in.readByte();
        int limit = FrontendType.limit(type);
        if (limit < 0) {
            throw new FakeError("FATAL", "08P01", "invalid frontend message type " + type);
        }
        int length = in.readInt();
        if (length < 4 || length > limit) {
            throw new FakeError("FATAL", "08P01", "invalid message length");
        }
        return new Frame(type, Unpooled.wrappedBuffer(in.readNBytes(length - 4)));
    }

    synchronized void send(Message message) throws IOException {
        message.encode(buffer);
        if (buffer.readableBytes() >= BUFFER) {
            flush();
        }
    }

    synchronized void flush() throws IOException {
        int length = buffer.readableBytes();
        buffer.readBytes(out, length);
        buffer.clear();
        sent += length;
    }

    /** Sends one byte that is no message. */
    synchronized void raw(char answer) throws IOException {
        out.write(answer);
    }

    /** How many bytes the system has taken. */
    long sent() {
        return sent;
    }
}
