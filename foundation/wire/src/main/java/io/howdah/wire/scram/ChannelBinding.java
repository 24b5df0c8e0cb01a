package io.howdah.wire.scram;

import io.howdah.wire.Bytes;

import java.util.Arrays;

/**
 * How one side ties a SCRAM exchange to the TLS connection that carries it, so that nobody in
 * between can pass the exchange on.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802#section-6">RFC 5802, section 6</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5929#section-4">RFC 5929, section 4</a>
 */
public sealed interface ChannelBinding {
    /** There is nothing to bind to: the connection is not encrypted. */
    record None() implements ChannelBinding {}

    /**
     * This side could bind, the other did not take it up: a server whose client chose the mechanism
     * without, a client whose server offers no other.
     */
    record Declined() implements ChannelBinding {}

    /**
     * Bound to the server's certificate.
     *
     * @param hash of it, as {@code tls-server-end-point} wants it
     */
    record EndPoint(Bytes hash) implements ChannelBinding {
        static final String TYPE = "tls-server-end-point";
    }

    /** The mechanism that goes with it. */
    default String mechanism() {
        return this instanceof EndPoint ? Scram.MECHANISM_PLUS : Scram.MECHANISM;
    }

    /** What a client opens its first message with. */
    default String header() {
        return switch (this) {
            case None() -> "n,,";
            case Declined() -> "y,,";
            case EndPoint _ -> "p=" + EndPoint.TYPE + ",,";
        };
    }

    /** What the last message must repeat: the header, and what is bound to. */
    default Bytes input(String header) {
        byte[] start = Exchange.bytes(header).toArray();
        if (!(this instanceof EndPoint(Bytes hash))) {
            return Bytes.of(start);
        }
        byte[] all = Arrays.copyOf(start, start.length + hash.size());
        System.arraycopy(hash.toArray(), 0, all, start.length, hash.size());
        return Bytes.of(all);
    }
}
