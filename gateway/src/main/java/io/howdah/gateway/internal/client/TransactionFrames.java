package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Statement;
import io.howdah.sql.SqlStatement;
import io.howdah.sql.SqlText;
import io.howdah.sql.StatementKind;
import io.howdah.sql.TextProfile;
import io.howdah.sql.TransactionAction;
import io.howdah.sql.TransactionModes;
import io.howdah.wire.FrontendType;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads requests that begin or end transactions, or say what the present one is to be like, and do
 * nothing else. Confined to the client's loop.
 */
final class TransactionFrames {
    private static final int HEADER = 5;

    /** A longer one is a comment. */
    private static final int LONGEST_TEXT = 1_000;

    /** None that is about a transaction is longer. */
    private static final int LONGEST_FRAME = 2_000;

    /** Stands for a frame that is longer, or none. */
    private static final byte NONE_KNOWN = 0;

    /** Behind a Bind: Describe, Execute, Close, Sync. */
    private static final int MOST_FRAMES_BEHIND = 4;

    /** The size of what has not arrived whole. */
    static final int CUT_SHORT = -1;

    /** Behind the names of a Bind without parameters: no formats and no parameters. */
    private static final int NOTHING_BOUND = 0;

    private final Client client;
    private final Readings readings;

    /**
     * A BEGIN by the extended protocol: Parse, Bind and Execute of the unnamed statement, or Bind
     * and Execute of one that is known by name, with a Describe in between or not. Drivers send it
     * in front of the first statement of a transaction, in one piece with that.
     *
     * @param text with the zero at its end
     * @param tag of the answer
     * @param parsed whether there is a Parse
     * @param described whether there is a Describe of the portal
     * @param size in bytes
     */
    record Opening(
            byte[] text,
            TransactionModes modes,
            String tag,
            boolean parsed,
            boolean described,
            int size) {}

    TransactionFrames(Client client, Readings readings) {
        this.client = client;
        this.readings = readings;
    }

    // ---- simple queries

    /** The statement of a simple query that consists of one about transactions; else null. */
    @Nullable SqlStatement simple(Frame frame) {
        int from = frame.body();
        int length = frame.size() - HEADER - 1;
        if (frame.type() != FrontendType.QUERY
                || !frame.isWhole()
                || length > LONGEST_TEXT
                || frame.zeroFrom(from) != from + length
                || !isTransactional(readings.of(frame, from, from + length).effects().profile())) {
            return null;
        }
        return statement(frame.copy(from, from + length + 1));
    }

    private static boolean isTransactional(TextProfile profile) {
        return switch (profile.only()) {
            case BEGIN, SET_TRANSACTION, COMMIT, ROLLBACK -> true;
            default -> false;
        };
    }

    private @Nullable SqlStatement statement(byte[] text) {
        if (!isAscii(text)) {
            return null; // PostgreSQL has to find out whether a comment is in the right encoding.
        }
        boolean standardStrings = client.environment().standardConformingStrings();
        List<SqlStatement> statements =
                SqlText.parse(text, 0, text.length - 1, standardStrings).statements();
        return statements.size() == 1 ? statements.getFirst() : null;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    // ---- the extended protocol

    /** The BEGIN that {@code head} and what follows it are; null: they are none. */
    @Nullable Opening opening(Frame head) {
        return switch (head.type()) {
            case FrontendType.PARSE -> parsedOpening(head);
            case FrontendType.BIND -> boundOpening(head);
            default -> null;
        };
    }

    private @Nullable Opening parsedOpening(Frame parse) {
        byte[] text = unnamedText(parse);
        Frame bind = text == null ? null : next(parse);
        if (text == null || bind == null || !binds(bind, "")) {
            return null;
        }
        return opening(text, bind, true, parse.size());
    }

    private @Nullable Opening boundOpening(Frame bind) {
        Statement known = bound(bind);
        if (known == null || !isBegin(known.effects().profile()) || !known.isRepeatable()) {
            return null;
        }
        return opening(textOf(known), bind, false, 0);
    }

    private static boolean isBegin(TextProfile profile) {
        return profile.only() == StatementKind.BEGIN;
    }

    private static byte[] textOf(Statement known) {
        return Arrays.copyOf(known.definition(), known.textLength() + 1);
    }

    private @Nullable Opening opening(byte[] text, Frame bind, boolean parsed, int before) {
        Frame second = next(bind);
        boolean described = second != null && describesPortal(second);
        Frame execute = second != null && described ? next(second) : second;
        if (execute == null || execute.type() != FrontendType.EXECUTE || !isUnnamed(execute)) {
            return null;
        }
        SqlStatement statement = statement(text);
        int size = execute.index() + execute.size() - bind.index();
        return statement != null && statement.action() instanceof TransactionAction.Begin(var modes)
                ? new Opening(
                        text, modes, tag(text, statement.start()), parsed, described, before + size)
                : null;
    }

    private static boolean describesPortal(Frame frame) {
        return frame.type() == FrontendType.DESCRIBE
                && frame.size() == HEADER + 2
                && frame.buffer().getByte(frame.body()) == 'P'
                && frame.buffer().getByte(frame.body() + 1) == 0;
    }

    /** What PostgreSQL answers to the BEGIN at {@code start}. */
    static String tag(byte[] text, int start) {
        boolean starts = (text[start] | 0x20) == 's';
        return starts ? "START TRANSACTION" : "BEGIN";
    }

    /** The text, with its zero, of a Parse of the unnamed statement that begins a transaction. */
    private byte @Nullable [] unnamedText(Frame parse) {
        int from = parse.body() + 1;
        int end = parse.isWhole() && isUnnamed(parse) ? parse.zeroFrom(from) : -1;
        boolean hasTypes = parse.index() + parse.size() != end + 1 + 2;
        return end < 0
                        || hasTypes
                        || end - from > LONGEST_TEXT
                        || !isBegin(readings.of(parse, from, end).effects().profile())
                ? null
                : parse.copy(from, end + 1);
    }

    /** The name under which it prepares a statement; null: it does not. */
    static @Nullable String parsedName(Frame frame) {
        int end = frame.type() == FrontendType.PARSE ? frame.zeroFrom(frame.body()) : -1;
        return end > frame.body() ? frame.name(frame.body(), end) : null;
    }

    private static boolean isUnnamed(Frame frame) {
        return frame.size() > HEADER && frame.buffer().getByte(frame.body()) == 0;
    }

    /** The statement that a Bind of the unnamed portal, without parameters, names. */
    private @Nullable Statement bound(Frame bind) {
        int nameEnd = nameEnd(bind);
        return nameEnd > bind.body() + 1
                ? client.statements().find(bind.name(bind.body() + 1, nameEnd))
                : null;
    }

    /**
     * Whether a frame binds the unnamed portal to the statement {@code name}, and nothing to that.
     */
    private static boolean binds(Frame frame, String name) {
        int nameEnd = frame.type() == FrontendType.BIND ? nameEnd(frame) : -1;
        return nameEnd >= 0 && frame.name(frame.body() + 1, nameEnd).equals(name);
    }

    /**
     * Where the statement's name ends in a Bind of the unnamed portal without parameters; or -1.
     */
    private static int nameEnd(Frame bind) {
        int end = bind.isWhole() && isUnnamed(bind) ? bind.zeroFrom(bind.body() + 1) : -1;
        boolean bindsNothing =
                end >= 0
                        && bind.index() + bind.size() >= end + 1 + 4
                        && bind.buffer().getInt(end + 1) == NOTHING_BOUND;
        return bindsNothing ? end : -1;
    }

    // ---- the end

    /**
     * How long the request cycle is that ends the transaction; 0: it does not, or does more; {@link
     * #CUT_SHORT}: it does as far as it has arrived.
     */
    int endingSize(Frame head) {
        return switch (head.type()) {
            case FrontendType.QUERY ->
                    isEnd(head, head.body(), head.index() + head.size() - 1) ? head.size() : 0;
            case FrontendType.PARSE -> {
                int nameEnd = head.zeroFrom(head.body());
                int end = nameEnd < 0 ? -1 : head.zeroFrom(nameEnd + 1);
                yield end >= 0 && isFree(head, nameEnd) && isEnd(head, nameEnd + 1, end)
                        ? parsedEndingSize(head, head.name(head.body(), nameEnd))
                        : 0;
            }
            case FrontendType.BIND -> {
                Statement known = bound(head);
                yield known != null && isEnd(known.effects().profile()) ? sizeToSync(head) : 0;
            }
            default -> 0;
        };
    }

    private boolean isFree(Frame parse, int nameEnd) {
        String name = parse.name(parse.body(), nameEnd);
        return name.isEmpty() || client.statements().find(name) == null;
    }

    private boolean isEnd(Frame frame, int from, int to) {
        return frame.isWhole() && isEnd(readings.of(frame, from, to).effects().profile());
    }

    private static boolean isEnd(TextProfile profile) {
        return profile.only() == StatementKind.COMMIT || profile.only() == StatementKind.ROLLBACK;
    }

    /** Whether what ends the transaction may begin another: AND CHAIN. */
    boolean mayChain(Frame head) {
        Statement known = head.type() == FrontendType.BIND ? bound(head) : null;
        byte[] text =
                known == null
                        ? head.copy(head.body(), head.index() + head.size())
                        : known.definition();
        String words = new String(text, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        return words.contains("CHAIN");
    }

    private static int parsedEndingSize(Frame parse, String name) {
        Frame bind = next(parse);
        if (bind == null) {
            return CUT_SHORT;
        }
        int size = binds(bind, name) ? sizeToSync(bind) : 0;
        return size > 0 ? parse.size() + size : size;
    }

    /** Whether a simple query begins by rolling back, and goes on with something else. */
    boolean beginsWithRollback(Frame head) {
        int from = head.body();
        int length = head.size() - HEADER - 1;
        if (head.type() != FrontendType.QUERY || !head.isWhole() || length > LONGEST_TEXT) {
            return false;
        }
        boolean standardStrings = client.environment().standardConformingStrings();
        List<SqlStatement> statements =
                SqlText.parse(head.copy(from, from + length), 0, length, standardStrings)
                        .statements();
        return !statements.isEmpty()
                && statements.getFirst().action() instanceof TransactionAction.Rollback;
    }

    /** How long it is from a Bind to the Sync, with nothing but its execution in between. */
    private static int sizeToSync(Frame bind) {
        int size = bind.size();
        Frame frame = next(bind);
        for (int i = 0; frame != null && i < MOST_FRAMES_BEHIND; i++) {
            size += frame.size();
            switch (frame.type()) {
                case FrontendType.SYNC -> {
                    return size;
                }
                case FrontendType.DESCRIBE, FrontendType.EXECUTE, FrontendType.CLOSE -> {}
                default -> {
                    return 0;
                }
            }
            frame = next(frame);
        }
        return frame == null ? CUT_SHORT : 0;
    }

    /** The frame behind {@code frame}; null: it has not arrived whole. */
    private static @Nullable Frame next(Frame frame) {
        int index = frame.index() + frame.size();
        if (frame.end() - index < HEADER) {
            return null;
        }
        byte type = frame.buffer().getByte(index);
        int length = frame.buffer().getInt(index + 1);
        if (length < 4 || length > LONGEST_FRAME) {
            return new Frame(frame.buffer(), NONE_KNOWN, index, HEADER, frame.end());
        }
        return length > frame.end() - index - 1
                ? null
                : new Frame(frame.buffer(), type, index, length + 1, frame.end());
    }
}
