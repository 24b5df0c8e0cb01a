package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.CloseComplete;
import io.howdah.wire.BackendMessage.ParseComplete;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.FrontendType;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import java.nio.charset.StandardCharsets;

/** Frames that a client session writes by itself, without a record in between. */
final class Frames {
    static final byte[] PARSE_COMPLETE = bytes(new ParseComplete());
    static final byte[] CLOSE_COMPLETE = bytes(new CloseComplete());
    private static final byte[] READY_IDLE = bytes(new ReadyForQuery(TransactionStatus.IDLE));
    private static final byte[] READY_FAILED = bytes(new ReadyForQuery(TransactionStatus.FAILED));

    private Frames() {}

    private static byte[] bytes(BackendMessage message) {
        ByteBuf frame = Unpooled.buffer(8);
        message.encode(frame);
        return ByteBufUtil.getBytes(frame);
    }

    static byte[] ready(boolean failed) {
        return failed ? READY_FAILED : READY_IDLE;
    }

    /** Parse of {@code statement} under its own name. */
    static void parse(ByteBuf out, Statement statement) {
        parse(out, statement.name(), statement.definition());
    }

    /** Parse under {@code name}. */
    static void parse(ByteBuf out, byte[] name, byte[] definition) {
        out.writeByte(FrontendType.PARSE)
                .writeInt(4 + name.length + 1 + definition.length)
                .writeBytes(name)
                .writeByte(0)
                .writeBytes(definition);
    }

    /** Close or Describe of a statement. */
    static void onStatement(ByteBuf out, byte type, byte[] name) {
        out.writeByte(type)
                .writeInt(4 + 1 + name.length + 1)
                .writeByte('S')
                .writeBytes(name)
                .writeByte(0);
    }

    /** Asks PostgreSQL to send what it has answered so far. */
    static void flush(ByteBuf out) {
        out.writeByte(FrontendType.FLUSH).writeInt(4);
    }

    /** Sync. */
    static void sync(ByteBuf out) {
        out.writeByte(FrontendType.SYNC).writeInt(4);
    }

    /** A simple query. */
    static void query(ByteBuf out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte(FrontendType.QUERY)
                .writeInt(4 + bytes.length + 1)
                .writeBytes(bytes)
                .writeByte(0);
    }

    /** Passes a frame on with the name in {@code [nameStart, nameEnd)} replaced. */
    static void renamed(Frame frame, int nameStart, int nameEnd, byte[] name, Backend backend) {
        ByteBuf out = backend.outbox().buffer();
        int grown = name.length - (nameEnd - nameStart);
        out.writeByte(frame.type())
                .writeInt(frame.size() - 1 + grown)
                .writeBytes(frame.buffer(), frame.body(), nameStart - frame.body())
                .writeBytes(name);
        backend.outbox().write(frame.buffer(), nameEnd, frame.index() + frame.arrived() - nameEnd);
    }

    /** A name as people read it; {@link Frame#name} keeps its bytes. */
    static String utf8(String name) {
        return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
