package io.howdah.gateway.internal.client;

import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.internal.backend.Pace;
import io.howdah.gateway.internal.backend.RouteHint;
import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.sql.RepeatableText;
import io.howdah.sql.TextProfile;
import io.howdah.wire.FrontendType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A request cycle that has arrived whole, and may be sent to any backend: one simple query, or
 * messages up to their Sync, about reads that answer the same in every session and leave nothing
 * behind. If they are quick, too, the backend may serve others at the same time. Confined to its
 * client's loop.
 *
 * <p>It changes nothing on this side that sending it once more would not change in the same way: so
 * no statement of a name is parsed or closed in it. In a transaction, which has its backend to
 * itself, one may be parsed.
 */
final class SharedUnit {
    private static final int HEADER = 5;
    private static final int MOST_FRAMES = 16;

    /** Stands for what the client's session will be ended for when it is the next. */
    private static final byte INVALID = 0;

    /** The length of an Execute of the unnamed portal. */
    private static final int EXECUTE_SIZE = HEADER + 1 + 4;

    private final Client client;
    private final Readings readings;
    private final List<Part> parts = new ArrayList<>(MOST_FRAMES);
    private int size;
    private long predictedNanos;
    private @Nullable Shape shape;
    private int executes;
    private boolean batchable;
    private boolean quick;
    private boolean answeredAnywhere;
    private RouteHint hint = RouteHint.NONE;
    private boolean mixed;
    private boolean inTransaction;
    private boolean begun;
    private boolean leavesNothing;
    private boolean cutShort;
    private boolean namesPortals;
    private boolean bound;
    private @Nullable String parsedName;
    private @Nullable Unnamed parsed;

    /** One message of it. */
    sealed interface Part {
        /** A simple query. */
        record Query(Frame frame) implements Part {}

        /** Parse of the unnamed statement. */
        record Parse(Frame frame, Unnamed unnamed) implements Part {}

        /**
         * Bind or Describe of a statement.
         *
         * @param nameStart where the statement's name is
         * @param named the statement; null: the one that was parsed in the same unit
         */
        record Use(Frame frame, int nameStart, int nameEnd, @Nullable Statement named)
                implements Part {}

        /** Describe of the portal, Execute or Sync, which go as they are. */
        record Plain(Frame frame) implements Part {}
    }

    SharedUnit(Client client, Readings readings) {
        this.client = client;
        this.readings = readings;
    }

    List<Part> parts() {
        return parts;
    }

    /** Its length in bytes. */
    int size() {
        return size;
    }

    /** How long it is expected to take. */
    long predictedNanos() {
        return predictedNanos;
    }

    /** What is known of its first statement. */
    @Nullable Shape shape() {
        return shape;
    }

    /** Whether it is one read that may be one transaction with others'. */
    boolean isBatchable() {
        return batchable && executes == 1;
    }

    /** Whether it is short and quick enough to be asked between others' requests. */
    boolean isQuick() {
        return quick;
    }

    /** Whether a replica answers it as the primary does, if it has the same data. */
    boolean isAnsweredAnywhere() {
        return answeredAnywhere && shape != null;
    }

    /** Where its texts want it to be answered. */
    RouteHint hint() {
        return hint;
    }

    /** Whether its statements are not all of one digest. */
    boolean isMixed() {
        return mixed;
    }

    /**
     * Of one in a transaction: whether it leaves nothing there that what comes later could tell, no
     * portal that is not at its end, and no time that it has been told.
     */
    boolean leavesNothing() {
        return leavesNothing;
    }

    /** Of one in a transaction: the statement that it prepares by name; null: none. */
    @Nullable String parsedName() {
        return parsedName;
    }

    /** Whether it was none only because the rest of it has not arrived. */
    boolean isCutShort() {
        return cutShort;
    }

    /** Of one in a transaction: whether a portal has a name. */
    boolean namesPortals() {
        return namesPortals;
    }

    /** Reads what begins with {@code head}; answers whether it is such a unit, and all there is. */
    boolean read(Frame head, MultiplexingSettings limits) {
        inTransaction = false;
        begun = false;
        return readFrom(head, limits) && head.index() + size == head.end();
    }

    /**
     * As {@link #read}, of one in a transaction: more may have come behind it, and it may prepare a
     * statement by name.
     */
    boolean readInTransaction(Frame head, MultiplexingSettings limits) {
        inTransaction = true;
        begun = false;
        return readFrom(head, limits);
    }

    /**
     * As {@link #readInTransaction}, of one that has begun on a replica, which can write nothing:
     * what has been defined since the catalogue was read is no reason to leave.
     */
    boolean readInTransactionBegun(Frame head, MultiplexingSettings limits) {
        inTransaction = true;
        begun = true;
        return readFrom(head, limits);
    }

    private boolean readFrom(Frame head, MultiplexingSettings limits) {
        parts.clear();
        size = 0;
        predictedNanos = 0;
        shape = null;
        parsed = null;
        executes = 0;
        batchable = true;
        quick = true;
        answeredAnywhere = true;
        hint = RouteHint.NONE;
        mixed = false;
        leavesNothing = true;
        parsedName = null;
        cutShort = false;
        namesPortals = false;
        bound = false;
        boolean complete = false;
        int index = head.index();
        while (!complete && parts.size() < MOST_FRAMES) {
            Frame frame = index == head.index() ? head : next(head, index);
            if (frame == null || !frame.isWhole()) {
                long least = index - head.index() + (frame == null ? HEADER : (long) frame.size());
                cutShort = least <= limits.largestRequest().bytes();
                return false;
            }
            if (!accepts(frame, limits)) {
                return false;
            }
            index += frame.size();
            complete = frame.type() == FrontendType.QUERY || frame.type() == FrontendType.SYNC;
        }
        size = index - head.index();
        leavesNothing &= !bound && !namesPortals;
        return complete && size <= limits.largestRequest().bytes();
    }

    private static @Nullable Frame next(Frame head, int index) {
        if (head.end() - index < HEADER) {
            return null;
        }
        byte type = head.buffer().getByte(index);
        int length = head.buffer().getInt(index + 1);
        boolean valid = length >= 4 && length <= FrontendType.limit(type);
        return valid
                ? new Frame(head.buffer(), type, index, length + 1, head.end())
                : new Frame(head.buffer(), INVALID, index, HEADER, head.end());
    }

    private boolean accepts(Frame frame, MultiplexingSettings limits) {
        return switch (frame.type()) {
            case FrontendType.QUERY -> query(frame, limits);
            case FrontendType.PARSE -> parse(frame, limits);
            case FrontendType.BIND -> bind(frame, limits);
            case FrontendType.DESCRIBE -> describe(frame, limits);
            case FrontendType.EXECUTE -> execute(frame);
            case FrontendType.SYNC -> parts.add(new Part.Plain(frame));
            case FrontendType.CLOSE -> inTransaction && parts.add(new Part.Plain(frame));
            default -> false;
        };
    }

    private boolean execute(Frame frame) {
        executes++;
        boolean unnamed = frame.buffer().getByte(frame.body()) == 0;
        bound = false;
        namesPortals |= !unnamed;
        leavesNothing &=
                frame.size() == EXECUTE_SIZE && frame.buffer().getInt(frame.body() + 1) == 0;
        return (unnamed || inTransaction) && parts.add(new Part.Plain(frame));
    }

    private boolean query(Frame frame, MultiplexingSettings limits) {
        int end = frame.index() + frame.size() - 1;
        executes++;
        return parts.isEmpty()
                && mayGoAnywhere(frame, frame.body(), end, limits)
                && parts.add(new Part.Query(frame));
    }

    private boolean parse(Frame frame, MultiplexingSettings limits) {
        int nameEnd = frame.zeroFrom(frame.body());
        int textEnd = nameEnd < 0 ? -1 : frame.zeroFrom(nameEnd + 1);
        boolean named = nameEnd > frame.body();
        if (textEnd < 0
                || (named && !mayParse(frame.name(frame.body(), nameEnd)))
                || !mayGoAnywhere(frame, nameEnd + 1, textEnd, limits)) {
            return false;
        }
        if (named) {
            parsedName = frame.name(frame.body(), nameEnd);
            return parts.add(new Part.Plain(frame));
        }
        Readings.Reading reading = readings.of(frame, nameEnd + 1, textEnd);
        byte[] definition = frame.copy(nameEnd + 1, frame.index() + frame.size());
        parsed = new Unnamed(definition, reading.effects(), reading.shape());
        return parts.add(new Part.Parse(frame, parsed));
    }

    private boolean mayParse(String name) {
        return inTransaction && parsedName == null && client.statements().find(name) == null;
    }

    private boolean bind(Frame frame, MultiplexingSettings limits) {
        int portalEnd = frame.zeroFrom(frame.body());
        boolean named = portalEnd > frame.body();
        bound = true;
        namesPortals |= named;
        return portalEnd >= 0 && (!named || inTransaction) && use(frame, portalEnd + 1, limits);
    }

    private boolean describe(Frame frame, MultiplexingSettings limits) {
        return frame.buffer().getByte(frame.body()) == 'S'
                ? use(frame, frame.body() + 1, limits)
                : (inTransaction || frame.buffer().getByte(frame.body() + 1) == 0)
                        && parts.add(new Part.Plain(frame));
    }

    private boolean use(Frame frame, int nameStart, MultiplexingSettings limits) {
        int nameEnd = frame.zeroFrom(nameStart);
        if (nameEnd < 0) {
            return false;
        }
        if (nameEnd > nameStart) {
            String name = frame.name(nameStart, nameEnd);
            if (name.equals(parsedName)) {
                return parts.add(new Part.Plain(frame));
            }
            Statement named = client.statements().find(name);
            return named != null
                    && mayGoAnywhere(named, limits)
                    && parts.add(new Part.Use(frame, nameStart, nameEnd, named));
        }
        if (parsed == null && inTransaction) {
            Unnamed known = client.statements().unnamed();
            return known != null
                    && mayGoAnywhere(known, limits)
                    && parts.add(new Part.Plain(frame));
        }
        // Without a Parse in front it was parsed by an earlier request, alone.
        return parsed != null && parts.add(new Part.Use(frame, nameStart, nameEnd, null));
    }

    // ---- statements

    private boolean mayGoAnywhere(Frame frame, int from, int to, MultiplexingSettings limits) {
        Readings.Reading reading = readings.of(frame, from, to);
        Shape known = reading.shape();
        return known != null
                && isPlainRead(reading.effects().profile())
                && isShareable(
                        known, () -> readings.text(frame, from, reading.length()), reading.length())
                && note(known, reading.effects().hint(), limits);
    }

    private boolean mayGoAnywhere(Statement statement, MultiplexingSettings limits) {
        boolean standardStrings = client.environment().standardConformingStrings();
        Shape known = statement.shape(client.shard().shapes(), standardStrings);
        return known != null
                && isPlainRead(statement.effects().profile())
                && !statement.hasChanged()
                && (begun || !statement.isOlderThan(client.shard().pool().epoch().current()))
                && isShareable(known, statement::definition, statement.textLength())
                && note(known, statement.effects().hint(), limits);
    }

    private boolean mayGoAnywhere(Unnamed statement, MultiplexingSettings limits) {
        Shape known = statement.shape();
        byte[] definition = statement.definition();
        return known != null
                && statement.isRepeatable()
                && isPlainRead(statement.effects().profile())
                && isShareable(known, () -> definition, textLength(definition))
                && note(known, statement.effects().hint(), limits);
    }

    private boolean isShareable(Shape known, Supplier<byte[]> text, int length) {
        boolean standardStrings = client.environment().standardConformingStrings();
        if (inTransaction) {
            leavesNothing = leavesNothing && !RepeatableText.mayHoldTime(text.get(), 0, length);
        }
        return begun
                ? client.reach().isShareableAsKnown(known, text, length, standardStrings)
                : client.reach().isShareable(known, text, length, standardStrings);
    }

    private static int textLength(byte[] definition) {
        int length = 0;
        while (length < definition.length && definition[length] != 0) {
            length++;
        }
        return length;
    }

    private boolean note(Shape known, RouteHint said, MultiplexingSettings limits) {
        hint = shape == null ? said : hint.with(said);
        mixed |= shape != null && shape != known;
        predictedNanos += known.pace().leastNanos();
        batchable = batchable && limits.sharedSync() && client.reach().isBatchable(known);
        quick = quick && isQuick(known, limits);
        leavesNothing = leavesNothing && (!inTransaction || client.reach().isBatchable(known));
        answeredAnywhere = answeredAnywhere && client.reach().isAnsweredAnywhere(known);
        shape = shape == null ? known : shape;
        return true;
    }

    private boolean isPlainRead(TextProfile profile) {
        return switch (profile.only()) {
            case SELECT -> !profile.hasEffects();
            case WITH -> !profile.hasEffects() && !client.hold().pool().expectsSequenceReads();
            default -> false;
        };
    }

    private boolean isQuick(Shape known, MultiplexingSettings limits) {
        Pace pace = known.pace();
        return pace.observed() >= limits.warmUp()
                && pace.leastNanos() <= limits.longest().toNanos()
                && pace.largestAnswer() <= limits.largestAnswer().bytes()
                && !pace.isSlow();
    }
}
