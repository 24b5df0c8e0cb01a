package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.wire.CancelKey;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.StartupPacket;
import io.howdah.wire.StartupPacket.CancelRequest;
import io.howdah.wire.StartupPacket.GssEncRequest;
import io.howdah.wire.StartupPacket.SslRequest;
import io.howdah.wire.StartupPacket.Startup;
import io.howdah.wire.StartupPacket.UnsupportedVersion;
import io.netty.buffer.ByteBuf;

import java.util.function.Consumer;

/**
 * Reads the packet that a connection begins with. Confined to the connection's loop.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">protocol:
 *     StartupMessage, CancelRequest</a>
 */
final class StartupReader {
    private final Consumer<Startup> started;
    private final Consumer<CancelKey> cancelled;
    private final Consumer<Failure> refused;

    /** One of the three is told of the packet. */
    StartupReader(
            Consumer<Startup> started, Consumer<CancelKey> cancelled, Consumer<Failure> refused) {
        this.started = started;
        this.cancelled = cancelled;
        this.refused = refused;
    }

    /**
     * Takes the packet in {@code [index, end)} of {@code buffer}, if it is whole.
     *
     * @return its length in bytes; 0 if nothing was taken
     */
    int take(ByteBuf buffer, int index, int end) {
        if (end - index < 4) {
            return 0;
        }
        int length = buffer.getInt(index);
        if (length < 8 || length - 4 > StartupPacket.LIMIT) {
            refused.accept(
                    Failure.of(ErrorCode.PROTOCOL_VIOLATION, "invalid length of startup packet"));
            return 0;
        }
        if (end - index < length) {
            return 0;
        }
        try {
            tell(StartupPacket.decode(buffer.slice(index + 4, length - 4)));
        } catch (ProtocolException e) {
            refused.accept(e.failure());
        }
        return length;
    }

    private void tell(StartupPacket packet) {
        switch (packet) {
            case Startup startup -> started.accept(startup);
            case SslRequest _, GssEncRequest _ -> refused.accept(EncryptionOffer.TOO_LATE);
            case CancelRequest(var key) -> cancelled.accept(key);
            case UnsupportedVersion(var version) ->
                    refused.accept(
                            Failure.of(
                                    ErrorCode.FEATURE_NOT_SUPPORTED,
                                    "unsupported frontend protocol "
                                            + version
                                            + ": server supports 3.0 to 3.2"));
        }
    }
}
