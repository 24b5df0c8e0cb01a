package io.howdah.wire;

import io.howdah.wire.StartupPacket.CancelRequest;
import io.howdah.wire.StartupPacket.GssEncRequest;
import io.howdah.wire.StartupPacket.SslRequest;
import io.howdah.wire.StartupPacket.Startup;
import io.howdah.wire.StartupPacket.UnsupportedVersion;
import io.netty.buffer.ByteBuf;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Reads and writes start-up packets. */
final class StartupCodec {
    private static final int CANCEL = 1234 << 16 | 5678;
    private static final int SSL = 1234 << 16 | 5679;
    private static final int GSS_ENC = 1234 << 16 | 5680;

    private StartupCodec() {}

    static StartupPacket decode(ByteBuf buffer) throws ProtocolException {
        BodyReader body = new BodyReader("start-up", buffer);
        if (body.remaining() > StartupPacket.LIMIT) {
            throw body.violation(
                    body.remaining() + " bytes, " + StartupPacket.LIMIT + " are allowed");
        }
        int code = body.int32("version");
        return switch (code) {
            case CANCEL -> new CancelRequest(CancelKey.decode(body));
            case SSL -> body.end(new SslRequest());
            case GSS_ENC -> body.end(new GssEncRequest());
            default -> startup(ProtocolVersion.of(code), body);
        };
    }

    private static StartupPacket startup(ProtocolVersion version, BodyReader body)
            throws ProtocolException {
        if (version.major() != 3) {
            body.rest();
            return new UnsupportedVersion(version);
        }
        SequencedMap<String, String> parameters = new LinkedHashMap<>();
        String name = body.strictString("parameter name");
        while (!name.isEmpty()) {
            parameters.put(name, body.strictString("value of parameter \"" + name + "\""));
            name = body.strictString("parameter name");
        }
        return body.end(new Startup(version, parameters));
    }

    static void encode(StartupPacket packet, ByteBuf buffer) {
        int start = buffer.writerIndex();
        try {
            write(packet, new FrameWriter(buffer).int32(0));
        } catch (RuntimeException e) {
            buffer.writerIndex(start);
            throw e;
        }
        buffer.setInt(start, buffer.writerIndex() - start);
    }

    private static void write(StartupPacket packet, FrameWriter out) {
        switch (packet) {
            case Startup(ProtocolVersion version, var parameters) -> {
                out.int32(version.code());
                parameters.forEach((name, value) -> out.string(nonEmpty(name)).string(value));
                out.int8(0);
            }
            case UnsupportedVersion(ProtocolVersion version) -> out.int32(version.code());
            case SslRequest() -> out.int32(SSL);
            case GssEncRequest() -> out.int32(GSS_ENC);
            case CancelRequest(CancelKey key) -> key.encode(out.int32(CANCEL));
        }
    }

    private static String nonEmpty(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a start-up parameter needs a name");
        }
        return name;
    }
}
