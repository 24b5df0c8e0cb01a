package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;
import io.howdah.gateway.config.ClientSettings;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendLoss;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.backend.Step;
import io.howdah.gateway.internal.net.Inbox;
import io.howdah.wire.FrontendType;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/**
 * Reads a client's frames in place and sees that each reaches a backend as part of an exchange.
 * Confined to the client's loop.
 *
 * <p>Frames that need no backend (Terminate, what PostgreSQL drops) are dealt with here; those that
 * do are left in the inbox until there is one. {@link RequestSender} knows what each means.
 */
final class Requests implements Inbox.Scanner {
    /**
     * Answers owed within one exchange before the client has to wait; then PostgreSQL must flush.
     */
    private static final int MOST_OWED = 4_000;

    private static final int MOST_EXCHANGES = 1_000;
    private static final int HEADER = 5;

    private final Client client;
    private final Readings readings;
    private final RequestSender sender;
    private final Sharing sharing;
    private final HeldBegin begin;
    private final int inspectLimit;
    private int bodyLeft;
    private boolean bodyForwarded;
    private boolean skippingToSync;
    private @Nullable Failure refusal;

    Requests(Client client, ClientSettings settings) {
        this.client = client;
        this.inspectLimit = (int) settings.inspectLimit().bytes();
        this.readings = new Readings(client);
        this.sender = new RequestSender(client, settings, inspectLimit, readings);
        this.begin = new HeldBegin(client, readings);
        this.sharing = new Sharing(client, readings, sender);
    }

    /** Its requests on backends that serve others, too. */
    Sharing sharing() {
        return sharing;
    }

    /** Its BEGIN that PostgreSQL was not sent yet. */
    HeldBegin begin() {
        return begin;
    }

    // ---- what the client asks

    /** Whether a request has been passed on in part. */
    boolean isInFrame() {
        return bodyLeft > 0 && bodyForwarded;
    }

    /** Whether so much has been answered that more may be asked. */
    boolean mayGoOn() {
        Backend backend = client.backend();
        Exchange open = sender.open();
        return backend == null
                || ((open == null || open.owed() < MOST_OWED / 2)
                        && !backend.exchanges().isUndecided()
                        && backend.exchanges().size() < MOST_EXCHANGES / 2);
    }

    /** Whether an exchange that was refused is sent again, rather than the refusal passed on. */
    boolean takesOver(Exchange exchange, @Nullable Step failed, String sqlState) {
        Backend backend = client.backend();
        return backend != null && sender.retried().takesOver(exchange, failed, sqlState, backend);
    }

    /** Sends again what was refused, if it was. */
    boolean retry() {
        Backend backend = client.backend();
        if (backend == null || !sender.retried().isRetrying()) {
            return false;
        }
        sender.retried().send(backend);
        return true;
    }

    /** The next request cycle is answered with this error instead of reaching a backend. */
    void refuse(Failure failure) {
        refusal = failure;
    }

    void ended(Exchange exchange) {
        sender.ended(exchange);
    }

    /** The backend is gone, and what was under way is sent again elsewhere. */
    void backendReplaced() {
        sender.backendLost();
        bodyForwarded = false;
    }

    /**
     * Everything that was under way has failed; a request cycle that is not complete is skipped.
     */
    void backendLost(BackendLoss loss) {
        backendReplaced();
        for (int i = 0; i < loss.unanswered(); i++) {
            answerError(loss.failure());
            answerReady();
        }
        if (loss.openExchange()) {
            answerError(loss.failure());
            skippingToSync = true;
        } else if (loss.unanswered() == 0) {
            refusal = loss.failure();
        }
    }

    /** Whether {@code held} is complete requests followed by Terminate. */
    boolean endsWithTerminate(@Nullable ByteBuf held) {
        if (held == null || bodyLeft > 0) {
            return false;
        }
        int index = held.readerIndex();
        int end = held.writerIndex();
        while (end - index >= HEADER) {
            if (held.getByte(index) == FrontendType.TERMINATE) {
                return true;
            }
            int size = held.getInt(index + 1) + 1;
            if (size < HEADER || size > end - index) {
                return false;
            }
            index += size;
        }
        return false;
    }

    // ---- scanning

    @Override
    public int scan(ByteBuf buffer, int start, int end) {
        readings.forget();
        int index = start;
        while (index < end && client.intake().isServed()) {
            int taken = bodyLeft > 0 ? takeBody(buffer, index, end) : takeFrame(buffer, index, end);
            if (taken == 0) {
                break;
            }
            index += taken;
        }
        return index;
    }

    private int takeBody(ByteBuf buffer, int index, int end) {
        int piece = Math.min(bodyLeft, end - index);
        Backend backend = client.backend();
        if (bodyForwarded && backend != null) {
            backend.outbox().write(buffer, index, piece);
        }
        bodyLeft -= piece;
        if (bodyLeft == 0) {
            client.handback().frameEnded();
        }
        return piece;
    }

    private int takeFrame(ByteBuf buffer, int index, int end) {
        byte type = buffer.getByte(index);
        int limit = FrontendType.limit(type);
        if (limit < 0 || type == FrontendType.PASSWORD) {
            client.leaving().violate("invalid frontend message type " + (type & 0xFF));
            return 0;
        }
        if (end - index < HEADER) {
            return 0;
        }
        int length = buffer.getInt(index + 1);
        if (length < 4 || length > limit) {
            client.leaving().violate("invalid message length");
            return 0;
        }
        Frame frame = new Frame(buffer, type, index, length + 1, end);
        return frame.isWhole() || hasEnough(frame) ? take(frame) : 0;
    }

    /** Whether an incomplete frame can be begun with: what must be seen of it is there. */
    private boolean hasEnough(Frame frame) {
        boolean isLong = frame.size() > inspectLimit;
        return switch (frame.type()) {
            case FrontendType.COPY_DATA -> true;
            case FrontendType.FUNCTION_CALL -> frame.arrived() >= HEADER + 4;
            case FrontendType.QUERY -> isLong;
            case FrontendType.PARSE ->
                    isLong
                            && (frame.zeroFrom(frame.body()) >= 0
                                    || frame.arrived() >= inspectLimit);
            case FrontendType.BIND -> frame.hasNames() || frame.arrived() >= inspectLimit;
            default -> false;
        };
    }

    private int take(Frame frame) {
        byte type = frame.type();
        if (type == FrontendType.TERMINATE) {
            client.leaving().terminate();
            return frame.size();
        }
        if (sharing.transaction().isOn() && !sharing.transaction().admits(frame)) {
            return 0;
        }
        if (client.backend() == null && !skippingToSync && (refusal == null || begin.isHeld())) {
            int answered = begin.answers(frame);
            if (answered > 0) {
                refusal = null;
                return answered;
            }
        }
        if (skippingToSync || refusal != null) {
            return refuse(frame);
        }
        if (client.backend() == null && isNeedless(type)) {
            if (type == FrontendType.SYNC) {
                answerReady();
            }
            return drop(frame);
        }
        if (isKnownParseAlone(frame)) {
            client.outbox().buffer().writeBytes(Frames.PARSE_COMPLETE);
            answerReady();
            return frame.size() + HEADER;
        }
        if (sender.retried().isRetrying()
                || sharing.isUnderWay()
                || (client.hold().isElsewhere() && !sharing.transaction().isOn())
                || begin.isUncertain()) {
            client.intake().stall();
            return 0;
        }
        int shared = client.backend() == null ? sharing.send(frame) : 0;
        if (shared != 0) {
            return Math.max(shared, 0);
        }
        if (!client.intake().holdBackend()) {
            return 0;
        }
        Backend backend = client.backend();
        if (backend == null || !goOn(backend)) {
            return 0;
        }
        if (!begin.sendBefore(frame, backend)) {
            client.intake().stall();
            return 0;
        }
        Fate fate = sender.send(frame, backend);
        if (fate == Fate.PASSED || fate == Fate.DROPPED) {
            sharing.transaction().taken(frame.size());
        }
        return switch (fate) {
            case PASSED -> pass(frame);
            case DROPPED -> drop(frame);
            case LATER -> {
                client.intake().stall();
                yield 0;
            }
            case INVALID -> 0;
        };
    }

    /** Without a backend there is no COPY and nothing to flush, and nothing to be in sync with. */
    private static boolean isNeedless(byte type) {
        return type == FrontendType.SYNC
                || type == FrontendType.FLUSH
                || type == FrontendType.COPY_DATA
                || type == FrontendType.COPY_DONE
                || type == FrontendType.COPY_FAIL;
    }

    /**
     * Whether the frame and the Sync behind it only prepare what PostgreSQL has accepted before.
     *
     * <p>Drivers that prepare synchronously would otherwise wait for a backend with the very thread
     * that drives the clients that hold them all.
     */
    private boolean isKnownParseAlone(Frame frame) {
        int next = frame.index() + frame.size();
        return frame.type() == FrontendType.PARSE
                && client.backend() == null
                && !client.hold().isTransactionLost()
                && frame.end() - next >= HEADER
                && frame.buffer().getByte(next) == FrontendType.SYNC
                && frame.buffer().getInt(next + 1) == 4
                && sender.parses().enterKnown(frame);
    }

    private boolean goOn(Backend backend) {
        Exchange open = sender.open();
        boolean tooMuchOwed = open != null && open.owed() >= MOST_OWED;
        if (tooMuchOwed) {
            Frames.flush(backend.outbox().buffer());
        }
        if (tooMuchOwed
                || backend.exchanges().isUndecided()
                || backend.exchanges().size() >= MOST_EXCHANGES) {
            client.intake().stall();
            return false;
        }
        return true;
    }

    /** What {@link RequestSender} has passed on of the frame; the rest follows. */
    private int pass(Frame frame) {
        bodyForwarded = true;
        bodyLeft = frame.size() - frame.arrived();
        return frame.arrived();
    }

    private int drop(Frame frame) {
        bodyForwarded = false;
        bodyLeft = frame.size() - frame.arrived();
        return frame.arrived();
    }

    // ---- requests that are answered with an error of Howdah's

    private int refuse(Frame frame) {
        boolean simple =
                frame.type() == FrontendType.QUERY || frame.type() == FrontendType.FUNCTION_CALL;
        if (skippingToSync) {
            if (frame.type() == FrontendType.SYNC) {
                skippingToSync = false;
                answerReady();
            }
        } else if (!isNeedless(frame.type()) && refusal != null) {
            begin.refused();
            answerError(refusal);
            refusal = null;
            if (simple) {
                answerReady();
            } else {
                skippingToSync = true;
            }
        } else if (frame.type() == FrontendType.SYNC) {
            answerReady();
        }
        return drop(frame);
    }

    private void answerError(Failure failure) {
        client.outbox().buffer().writeBytes(OwnErrors.error(failure));
    }

    private void answerReady() {
        TransactionStatus status =
                begin.isHeld() ? TransactionStatus.IN_TRANSACTION : TransactionStatus.IDLE;
        client.outbox()
                .buffer()
                .writeBytes(
                        Frames.ready(
                                client.hold().isTransactionLost()
                                        ? TransactionStatus.FAILED
                                        : status));
    }

    /** What became of a frame. */
    enum Fate {
        /** It is on its way to the backend, as far as it has arrived. */
        PASSED,
        /** It has been dealt with, or PostgreSQL would ignore it. */
        DROPPED,
        /** It has to wait for answers to earlier ones. */
        LATER,
        /** The session has been ended because of it. */
        INVALID
    }
}
