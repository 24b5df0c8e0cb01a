package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.BindComplete;
import io.howdah.wire.BackendMessage.CloseComplete;
import io.howdah.wire.BackendMessage.NoData;
import io.howdah.wire.BackendMessage.ParseComplete;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendType;
import io.howdah.wire.Target;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Frames that a client session writes by itself, without a record in between. */
final class Frames {
    static final byte[] PARSE_COMPLETE = bytes(new ParseComplete());
    static final byte[] BIND_COMPLETE = bytes(new BindComplete());
    static final byte[] NO_DATA = bytes(new NoData());
    static final byte[] CLOSE_COMPLETE = bytes(new CloseComplete());
    private static final byte[] READY_IDLE = bytes(new ReadyForQuery(TransactionStatus.IDLE));
    private static final byte[] READY_BEGUN =
            bytes(new ReadyForQuery(TransactionStatus.IN_TRANSACTION));
    private static final byte[] READY_FAILED = bytes(new ReadyForQuery(TransactionStatus.FAILED));

    /** Bind, Execute and Close of what is unnamed, statement and portal. */
    private static final byte[] EXECUTION = execution();

    private Frames() {}

    private static byte[] bytes(BackendMessage message) {
        ByteBuf frame = Unpooled.buffer(8);
        message.encode(frame);
        return ByteBufUtil.getBytes(frame);
    }

    private static final byte[] DESCRIPTION_AND_EXECUTION = descriptionAndExecution();

    private static byte[] descriptionAndExecution() {
        ByteBuf frames = Unpooled.buffer(32);
        new Describe(Target.PORTAL, "").encode(frames);
        new Execute("", 0).encode(frames);
        return ByteBufUtil.getBytes(frames);
    }

    private static byte[] execution() {
        ByteBuf frames = Unpooled.buffer(32);
        new Bind("", "", List.of(), List.of(), List.of()).encode(frames);
        new Execute("", 0).encode(frames);
        frames.writeByte(FrontendType.CLOSE).writeInt(6).writeByte('P').writeByte(0);
        return ByteBufUtil.getBytes(frames);
    }

    static byte[] ready(TransactionStatus status) {
        return switch (status) {
            case IDLE -> READY_IDLE;
            case IN_TRANSACTION -> READY_BEGUN;
            case FAILED -> READY_FAILED;
        };
    }

    /** Runs a statement without parameters, whose text ends with a zero, and leaves no portal. */
    static void executed(ByteBuf out, byte[] text) {
        out.writeByte(FrontendType.PARSE)
                .writeInt(4 + 1 + text.length + 2)
                .writeByte(0)
                .writeBytes(text)
                .writeShort(0)
                .writeBytes(EXECUTION);
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

    /** Describe of the unnamed portal, and Execute of all its rows. */
    static void describedAndExecuted(ByteBuf out) {
        out.writeBytes(DESCRIPTION_AND_EXECUTION);
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
