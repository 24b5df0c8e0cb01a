package io.howdah.wire;

import io.netty.buffer.ByteBuf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a client may send first. It has a length but no type byte, and what would be its version
 * tells the kinds apart.
 */
public sealed interface StartupPacket {
    /** The longest body, in bytes, the length word not counted; PostgreSQL's own limit. */
    int LIMIT = 10_000;

    /**
     * Reads one packet, and {@code body} to its end.
     *
     * @param body what follows the length word, exactly
     * @throws ProtocolException when it is longer than {@link #LIMIT} or not of the format
     */
    static StartupPacket decode(ByteBuf body) throws ProtocolException {
        return StartupCodec.decode(body);
    }

    /**
     * Appends the whole packet, its length first.
     *
     * @throws IllegalArgumentException when a string holds U+0000 or a parameter's name is empty;
     *     {@code out} is then as it was
     */
    default void encode(ByteBuf out) {
        StartupCodec.encode(this, out);
    }

    /**
     * Opens a session.
     *
     * @param parameters {@code user}, {@code database}, {@code options}, {@code replication},
     *     {@code _pq_.} options and settings; of a name given twice the last value counts, at the
     *     place of the first
     */
    record Startup(ProtocolVersion version, SequencedMap<String, String> parameters)
            implements StartupPacket {
        public Startup {
            parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
        }
    }

    /**
     * Wants a version whose layout is not known here: the answer is 0A000, as PostgreSQL's. What
     * follows the version is not looked at.
     */
    record UnsupportedVersion(ProtocolVersion version) implements StartupPacket {}

    /** Asks whether TLS may begin; the answer is the byte {@code S} or {@code N}. */
    record SslRequest() implements StartupPacket {}

    /** Asks whether GSSAPI encryption may begin; the answer is the byte {@code G} or {@code N}. */
    record GssEncRequest() implements StartupPacket {}

    /** Cancels what a backend is doing; the connection is closed without an answer. */
    record CancelRequest(CancelKey key) implements StartupPacket {}
}
