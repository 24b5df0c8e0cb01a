package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.TextEffects;

import org.jspecify.annotations.Nullable;

/**
 * Reads the texts in a client's requests. Confined to the client's loop.
 *
 * <p>What is found is remembered for the request at which the client is: whether it may be shared
 * is asked first, and then what it does to the session.
 */
final class Readings {
    private final Client client;
    private @Nullable Reading last;
    private int lastFrom;

    /**
     * What a text tells.
     *
     * @param shape what is known of texts like it; null: it has no digest
     */
    record Reading(TextEffects effects, @Nullable Shape shape, int length) {}

    Readings(Client client) {
        this.client = client;
    }

    /** The text in {@code [from, to)} of the frame's buffer. */
    Reading of(Frame frame, int from, int to) {
        Reading known = last;
        if (known != null && lastFrom == from) {
            return known;
        }
        int length = Math.max(0, to - from);
        byte[] text = text(frame, from, length);
        boolean standardStrings = client.environment().standardConformingStrings();
        TextEffects effects = TextEffects.of(text, 0, length, standardStrings);
        Shape shape = client.shard().shapes().of(text, 0, length, standardStrings);
        Reading reading = new Reading(effects, shape, length);
        last = reading;
        lastFrom = from;
        return reading;
    }

    /** A copy that lasts until the next call. */
    byte[] text(Frame frame, int from, int length) {
        byte[] text = client.loop().scratch(length);
        frame.buffer().getBytes(from, text, 0, length);
        return text;
    }

    /** Other bytes may lie where those lay that have been read. */
    void forget() {
        last = null;
    }
}
