package io.howdah.gateway.internal.client;

import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.internal.backend.Pace;
import io.howdah.gateway.internal.backend.RouteHint;
import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.sql.RepeatableText;
import io.howdah.sql.TextProfile;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * What is known of the statements of one {@link SharedUnit}, taken together. Confined to its
 * client's loop.
 */
final class UnitStatements {
    private final Client client;
    private final Readings readings;
    private Place place = Place.ALONE;
    private MultiplexingSettings limits = MultiplexingSettings.DEFAULT;
    private @Nullable Shape first;
    private boolean mixed;
    private long predictedNanos;
    private boolean batchable;
    private boolean quick;
    private boolean answeredAnywhere;
    private boolean leaveNothing;
    private RouteHint hint = RouteHint.NONE;

    /** Where they are asked. */
    enum Place {
        /** Outside of a transaction. */
        ALONE,

        /** In a transaction that has a backend to itself. */
        IN_TRANSACTION,

        /**
         * In one that has begun on a replica, which can write nothing: what has been defined since
         * the catalogue was read is no reason to leave.
         */
        ON_REPLICA;

        boolean isInTransaction() {
            return this != ALONE;
        }
    }

    UnitStatements(Client client, Readings readings) {
        this.client = client;
        this.readings = readings;
    }

    /** Forgets those of the unit before. */
    void begin(Place nowAt, MultiplexingSettings nowAgreed) {
        place = nowAt;
        limits = nowAgreed;
        first = null;
        mixed = false;
        predictedNanos = 0;
        batchable = true;
        quick = true;
        answeredAnywhere = true;
        leaveNothing = true;
        hint = RouteHint.NONE;
    }

    // ---- one after the other

    /** Takes the one whose text is in {@code frame}; answers whether it may be asked anywhere. */
    boolean accepts(Frame frame, int from, int to) {
        Readings.Reading reading = readings.of(frame, from, to);
        Shape shape = reading.shape();
        return shape != null
                && isPlainRead(reading.effects().profile())
                && isShareable(
                        shape, () -> readings.text(frame, from, reading.length()), reading.length())
                && note(shape, reading.effects().hint());
    }

    /** The same of one that has a name. */
    boolean accepts(Statement named) {
        boolean standardStrings = client.environment().standardConformingStrings();
        Shape shape = named.shape(client.shard().shapes(), standardStrings);
        return shape != null
                && isPlainRead(named.effects().profile())
                && !named.hasChanged()
                && (place == Place.ON_REPLICA
                        || !named.isOlderThan(client.shard().pool().epoch().current()))
                && isShareable(shape, named::definition, named.textLength())
                && note(shape, named.effects().hint());
    }

    /** The same of one that an earlier request has parsed. */
    boolean accepts(Unnamed parsed) {
        Shape shape = parsed.shape();
        byte[] definition = parsed.definition();
        return shape != null
                && parsed.isRepeatable()
                && isPlainRead(parsed.effects().profile())
                && isShareable(shape, () -> definition, textLength(definition))
                && note(shape, parsed.effects().hint());
    }

    private static int textLength(byte[] definition) {
        int length = 0;
        while (length < definition.length && definition[length] != 0) {
            length++;
        }
        return length;
    }

    private boolean isPlainRead(TextProfile profile) {
        return switch (profile.only()) {
            case SELECT -> !profile.hasEffects();
            case WITH -> !profile.hasEffects() && !client.hold().pool().expectsSequenceReads();
            default -> false;
        };
    }

    private boolean isShareable(Shape shape, Supplier<byte[]> text, int length) {
        boolean standardStrings = client.environment().standardConformingStrings();
        if (place.isInTransaction()) {
            leaveNothing = leaveNothing && !RepeatableText.mayHoldTime(text.get(), 0, length);
        }
        return place == Place.ON_REPLICA
                ? client.reach().isShareableAsKnown(shape, text, length, standardStrings)
                : client.reach().isShareable(shape, text, length, standardStrings);
    }

    private boolean note(Shape shape, RouteHint said) {
        hint = first == null ? said : hint.with(said);
        mixed |= first != null && first != shape;
        predictedNanos += shape.pace().leastNanos();
        batchable = batchable && limits.sharedSync() && client.reach().isBatchable(shape);
        quick = quick && isQuick(shape);
        leaveNothing =
                leaveNothing && (!place.isInTransaction() || client.reach().isBatchable(shape));
        answeredAnywhere = answeredAnywhere && client.reach().isAnsweredAnywhere(shape);
        first = first == null ? shape : first;
        return true;
    }

    private boolean isQuick(Shape shape) {
        Pace pace = shape.pace();
        return pace.observed() >= limits.warmUp()
                && pace.leastNanos() <= limits.longest().toNanos()
                && pace.largestAnswer() <= limits.largestAnswer().bytes()
                && !pace.isSlow();
    }

    // ---- all together

    /** What is known of the first. */
    @Nullable Shape first() {
        return first;
    }

    /** Whether they are not all of one digest. */
    boolean areMixed() {
        return mixed;
    }

    /** How long they are expected to take. */
    long predictedNanos() {
        return predictedNanos;
    }

    /** Whether each may be asked in one transaction with others' reads. */
    boolean areBatchable() {
        return batchable;
    }

    /** Whether each is quick enough to be asked between others' requests. */
    boolean areQuick() {
        return quick;
    }

    /** Whether a replica answers them as the primary does, if it has the same data. */
    boolean areAnsweredAnywhere() {
        return answeredAnywhere && first != null;
    }

    /** Of those in a transaction: whether none has told its client the time, or may have. */
    boolean leaveNothing() {
        return leaveNothing;
    }

    /** Where their texts want them to be answered. */
    RouteHint hint() {
        return hint;
    }
}
