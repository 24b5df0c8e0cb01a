package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.PlannedText;
import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.Shapes;
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
    private @Nullable Usual usual;

    /**
     * What a text tells.
     *
     * @param shape what is known of texts like it; null: it has no digest
     */
    record Reading(TextEffects effects, @Nullable Shape shape, int length) {}

    /**
     * A text that many others are like.
     *
     * @param shapes where its shape is from
     */
    private record Usual(
            PlannedText planned, Reading reading, Shapes shapes, boolean standardStrings) {}

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
        Reading reading = again(text, length);
        if (reading == null) {
            reading = read(text, length);
        }
        last = reading;
        lastFrom = from;
        return reading;
    }

    /** What differs from the usual one in literals only has the same shape and effects. */
    private @Nullable Reading again(byte[] text, int length) {
        Usual like = usual;
        Shapes shapes = client.shard().shapes();
        return like != null
                        && like.shapes == shapes
                        && like.standardStrings == client.environment().standardConformingStrings()
                        && like.planned.fits(text, length, shapes.values())
                ? new Reading(like.reading.effects(), like.reading.shape(), length)
                : null;
    }

    private Reading read(byte[] text, int length) {
        boolean standardStrings = client.environment().standardConformingStrings();
        TextEffects effects = TextEffects.of(text, 0, length, standardStrings);
        Shape shape = client.shard().shapes().of(text, 0, length, standardStrings);
        return new Reading(effects, shape, length);
    }

    /** Many texts like this one may come, which has no effects. */
    void usual(Reading reading, PlannedText planned) {
        Usual known = usual;
        if (known == null || known.planned != planned) {
            usual =
                    new Usual(
                            planned,
                            reading,
                            client.shard().shapes(),
                            client.environment().standardConformingStrings());
        }
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
