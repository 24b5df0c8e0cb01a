package io.howdah.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A documented message: its bytes, written by hand from PostgreSQL's "Message Formats", and the
 * record it stands for.
 *
 * @param header bytes before the body: 5 with a type byte, 4 without
 * @param openEnded whether the format ends in "Byten", so that a shorter or longer body is as valid
 */
record Fixture(
        Object message,
        Bytes wire,
        int header,
        boolean openEnded,
        Consumer<ByteBuf> encoder,
        Decoder decoder) {
    interface Decoder {
        Object decode(byte type, ByteBuf body) throws ProtocolException;
    }

    static Fixture of(FrontendMessage message, String wire) {
        return of(message, wire, FrontendMessage::decode);
    }

    static Fixture of(BackendMessage message, String wire) {
        return of(message, wire, BackendMessage::decode);
    }

    static Fixture of(Message message, String wire, Decoder decoder) {
        return new Fixture(
                message, Bytes.of(Notation.bytes(wire)), 5, false, message::encode, decoder);
    }

    static Fixture of(StartupPacket packet, String wire) {
        Bytes bytes = Bytes.of(Notation.bytes(wire));
        return new Fixture(
                packet,
                bytes,
                4,
                false,
                packet::encode,
                (type, body) -> StartupPacket.decode(body));
    }

    Fixture open() {
        return new Fixture(message, wire, header, true, encoder, decoder);
    }

    static List<Fixture> all() {
        List<Fixture> all = new ArrayList<>(FrontendFixtures.ALL);
        all.addAll(BackendFixtures.ALL);
        all.addAll(StartupFixtures.ALL);
        return all;
    }

    byte type() {
        return wire.toArray()[0];
    }

    byte[] body() {
        return Arrays.copyOfRange(wire.toArray(), header, wire.size());
    }

    Object decode(byte[] body) throws ProtocolException {
        return decode(Unpooled.wrappedBuffer(body));
    }

    Object decode(ByteBuf body) throws ProtocolException {
        return decoder.decode(type(), body);
    }

    String encoded() {
        ByteBuf out = Unpooled.buffer();
        encoder.accept(out);
        return ByteBufUtil.hexDump(out);
    }

    @Override
    public String toString() {
        return message.getClass().getSimpleName() + " " + wire.hex();
    }
}
