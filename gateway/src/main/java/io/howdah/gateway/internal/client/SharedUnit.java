package io.howdah.gateway.internal.client;

import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.gateway.internal.client.UnitStatements.Place;
import io.howdah.wire.FrontendType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

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
    private final UnitStatements statements;
    private final List<Part> parts = new ArrayList<>(MOST_FRAMES);
    private int size;
    private int executes;
    private boolean inTransaction;
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
        this.statements = new UnitStatements(client, readings);
    }

    List<Part> parts() {
        return parts;
    }

    /** Its length in bytes. */
    int size() {
        return size;
    }

    /** What is known of its statements. */
    UnitStatements statements() {
        return statements;
    }

    /** Whether it is one read that may be one transaction with others'. */
    boolean isBatchable() {
        return executes == 1 && statements.areBatchable();
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
        return readFrom(head, Place.ALONE, limits) && head.index() + size == head.end();
    }

    /**
     * As {@link #read}, of one in a transaction: more may have come behind it, and it may prepare a
     * statement by name.
     */
    boolean readInTransaction(Frame head, MultiplexingSettings limits) {
        return readFrom(head, Place.IN_TRANSACTION, limits);
    }

    /** As {@link #readInTransaction}, of one that has begun on a replica. */
    boolean readOnReplica(Frame head, MultiplexingSettings limits) {
        return readFrom(head, Place.ON_REPLICA, limits);
    }

    private boolean readFrom(Frame head, Place place, MultiplexingSettings limits) {
        statements.begin(place, limits);
        inTransaction = place.isInTransaction();
        parts.clear();
        size = 0;
        parsed = null;
        executes = 0;
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
            if (!accepts(frame)) {
                return false;
            }
            index += frame.size();
            complete = frame.type() == FrontendType.QUERY || frame.type() == FrontendType.SYNC;
        }
        size = index - head.index();
        leavesNothing &= !bound && !namesPortals && statements.leaveNothing();
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

    private boolean accepts(Frame frame) {
        return switch (frame.type()) {
            case FrontendType.QUERY -> query(frame);
            case FrontendType.PARSE -> parse(frame);
            case FrontendType.BIND -> bind(frame);
            case FrontendType.DESCRIBE -> describe(frame);
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

    private boolean query(Frame frame) {
        int end = frame.index() + frame.size() - 1;
        executes++;
        return parts.isEmpty()
                && statements.accepts(frame, frame.body(), end)
                && parts.add(new Part.Query(frame));
    }

    private boolean parse(Frame frame) {
        int nameEnd = frame.zeroFrom(frame.body());
        int textEnd = nameEnd < 0 ? -1 : frame.zeroFrom(nameEnd + 1);
        boolean named = nameEnd > frame.body();
        if (textEnd < 0
                || (named && !mayParse(frame.name(frame.body(), nameEnd)))
                || !statements.accepts(frame, nameEnd + 1, textEnd)) {
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

    private boolean bind(Frame frame) {
        int portalEnd = frame.zeroFrom(frame.body());
        boolean named = portalEnd > frame.body();
        bound = true;
        namesPortals |= named;
        return portalEnd >= 0 && (!named || inTransaction) && use(frame, portalEnd + 1);
    }

    private boolean describe(Frame frame) {
        return frame.buffer().getByte(frame.body()) == 'S'
                ? use(frame, frame.body() + 1)
                : (inTransaction || frame.buffer().getByte(frame.body() + 1) == 0)
                        && parts.add(new Part.Plain(frame));
    }

    private boolean use(Frame frame, int nameStart) {
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
                    && statements.accepts(named)
                    && parts.add(new Part.Use(frame, nameStart, nameEnd, named));
        }
        if (parsed == null && inTransaction) {
            Unnamed known = client.statements().unnamed();
            return known != null && statements.accepts(known) && parts.add(new Part.Plain(frame));
        }
        // Without a Parse in front it was parsed by an earlier request, alone.
        return parsed != null && parts.add(new Part.Use(frame, nameStart, nameEnd, null));
    }
}
