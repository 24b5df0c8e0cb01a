package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Deadlines;
import io.howdah.gateway.internal.backend.Errand;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Step.Unseen;
import io.howdah.sql.SessionEffect;
import io.howdah.sql.SqlStatement;
import io.howdah.sql.StatementKind;
import io.howdah.sql.TextProfile;
import io.howdah.sql.TransactionAction;
import io.howdah.sql.TransactionModes;
import io.howdah.wire.BackendMessage.CommandComplete;
import io.howdah.wire.FrontendType;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A BEGIN that the client has been answered, and PostgreSQL not yet been sent. Confined to the
 * client's loop.
 *
 * <p>It leaves with the request that follows, in the same write, and until then the client is in a
 * transaction without a backend. If no request follows soon, it leaves by itself: {@code now()} is
 * the time of BEGIN. If the transaction ends at once, PostgreSQL never hears of it.
 *
 * <p>In front of a request it is sent by the extended protocol, without a Sync of its own. Should
 * PostgreSQL refuse it after all, which it may when a time is out, it skips the request, too, and
 * nothing runs outside the transaction that it was meant for. The client is shown the error, and is
 * in a failed transaction then; so nothing else is sent until it is known that there is one.
 */
final class HeldBegin implements Deadlines.Deferred {
    /** A client that says more about its transaction before it begins says it to PostgreSQL. */
    private static final int MOST_TEXTS = 4;

    /** Takes a snapshot: what a transaction is to be like can be said no more then. */
    private static final byte[] SNAPSHOT =
            "SELECT WHERE false\0".getBytes(StandardCharsets.US_ASCII);

    private final Client client;
    private final Readings readings;
    private final TransactionFrames frames;
    private @Nullable Held held;

    /** What was sent last, which may have to be sent again. */
    private @Nullable Held sent;

    private long dueNanos;
    private @Nullable Deadlines deadlines;

    /** The exchange that it was sent in front of, until that has been answered. */
    private @Nullable Exchange carrier;

    /** Whether it was sent by itself, or a failed one in its place, and is not answered. */
    private boolean unanswered;

    /**
     * BEGIN, and SET TRANSACTION.
     *
     * @param texts with a zero at the end of each
     * @param modes what all of them ask for
     * @param again whether it was sent before, to a replica
     */
    private record Held(List<byte[]> texts, TransactionModes modes, boolean again) {
        String sql() {
            return texts.stream()
                    .map(text -> new String(text, 0, text.length - 1, StandardCharsets.US_ASCII))
                    .collect(Collectors.joining("\n;")); // one may end with a comment
        }

        Held with(byte[] text, TransactionModes more) {
            return new Held(
                    Stream.concat(texts.stream(), Stream.of(text)).toList(),
                    modes.with(more),
                    again);
        }

        /** The same transaction; after its first statement, no more can be said of it. */
        Held again(boolean asked) {
            Stream<byte[]> snapshot = asked ? Stream.of(SNAPSHOT) : Stream.of();
            return new Held(Stream.concat(texts.stream(), snapshot).toList(), modes, true);
        }
    }

    HeldBegin(Client client, Readings readings) {
        this.client = client;
        this.readings = readings;
        this.frames = new TransactionFrames(client, readings);
    }

    /** Whether the client is in a transaction that PostgreSQL does not know of. */
    boolean isHeld() {
        return held != null;
    }

    /** What the transaction is to be like that PostgreSQL does not know of. */
    TransactionModes modes() {
        Held begun = held;
        return begun == null ? TransactionModes.NONE : begun.modes();
    }

    /** Whether it has begun on a replica before. */
    boolean isHeldAgain() {
        Held begun = held;
        return begun != null && begun.again();
    }

    /** Whether the next request has to wait until it is known that the transaction has begun. */
    boolean isUncertain() {
        Exchange begun = carrier;
        return unanswered || (begun != null && begun.isClosed() && !begun.isCopyingIn());
    }

    // ---- requests of a client without a backend

    /**
     * Answers requests for which no backend is needed: those that begin a transaction, or end one
     * that PostgreSQL does not know of, or not any more.
     *
     * @return how long they are, in bytes; 0: they have to be sent
     */
    int answers(Frame frame) {
        if (frame.type() != FrontendType.QUERY) {
            return answersOpening(frame);
        }
        SqlStatement statement = frames.simple(frame);
        boolean answered =
                statement != null
                        && switch (statement.action()) {
                            case TransactionAction.Begin(var modes) ->
                                    begins(frame, statement.start(), modes);
                            case TransactionAction.SetModes(var modes, var snapshot) ->
                                    !snapshot && adds(frame, modes);
                            case TransactionAction.Commit(boolean chain) -> !chain && end("COMMIT");
                            case TransactionAction.Rollback(boolean chain) ->
                                    !chain && end("ROLLBACK");
                            default -> false;
                        };
        return answered ? frame.size() : 0;
    }

    private boolean begins(Frame frame, int start, TransactionModes modes) {
        if (!mayHold()) {
            return false;
        }
        byte[] text = text(frame);
        hold(text, modes);
        answer(TransactionFrames.tag(text, start), TransactionStatus.IN_TRANSACTION);
        return true;
    }

    private boolean adds(Frame frame, TransactionModes modes) {
        Held begun = held;
        if (begun == null || begun.again() || begun.texts().size() == MOST_TEXTS) {
            return false;
        }
        held = begun.with(text(frame), modes);
        answer("SET", TransactionStatus.IN_TRANSACTION);
        return true;
    }

    private static byte[] text(Frame query) {
        return query.copy(query.body(), query.index() + query.size());
    }

    /**
     * What drivers send in front of the first statement of a transaction. A BEGIN without a choice
     * of where it begins is as well sent with that.
     */
    private int answersOpening(Frame head) {
        RoutableTransactions routable = client.sharing().transaction().routable();
        if (!routable.areRouted()) {
            return 0;
        }
        TransactionFrames.Opening opening = frames.opening(head);
        if (opening == null || !routable.isReadOnly(opening.modes()) || !mayHold()) {
            return 0;
        }
        hold(opening.text(), opening.modes());
        ByteBuf out = client.outbox().buffer();
        if (opening.parsed()) {
            client.statements().dropUnnamed(); // nobody begins twice with one Parse
            out.writeBytes(Frames.PARSE_COMPLETE);
        }
        out.writeBytes(Frames.BIND_COMPLETE);
        if (opening.described()) {
            out.writeBytes(Frames.NO_DATA);
        }
        new CommandComplete(opening.tag()).encode(out);
        return opening.size();
    }

    private boolean mayHold() {
        PoolSettings pool = client.hold().pool().settings();
        return held == null
                && pool.beginDelay().isPositive()
                && pool.mode() == PoolMode.TRANSACTION
                && !client.hold().isTransactionLost()
                && client.session().pins().isEmpty()
                && client.session().isSettled()
                && !client.leaving().isDraining();
    }

    private void hold(byte[] text, TransactionModes modes) {
        held = new Held(List.of(text), modes, false);
        dueNanos = client.loop().nanos() + client.hold().pool().settings().beginDelay().toNanos();
        client.hold().mayShare(null);
        client.context().metrics().beginsHeld.increment();
        deadlines = client.shard().deadlines();
        deadlines.add(this);
    }

    /**
     * What was sent to a replica last is to be sent to the primary, with what comes next.
     *
     * @param asked whether anything has been asked in the transaction
     */
    void holdAgain(boolean asked) {
        Held begun = sent;
        carrier = null;
        if (begun != null) {
            held = begun.again(asked);
        }
    }

    private boolean end(String tag) {
        if (isHeld()) {
            forget();
            client.context().metrics().transactionsUnsent.increment();
            answer(tag, TransactionStatus.IDLE);
        } else if (client.hold().isTransactionLost()) {
            client.hold().lostTransactionEnded();
            answer("ROLLBACK", TransactionStatus.IDLE);
        } else {
            return false;
        }
        if (client.leaving().isDraining()) {
            client.leaving().end(Farewell.SHUTDOWN);
        } else {
            client.listening().flush();
        }
        return true;
    }

    private void answer(String tag, TransactionStatus status) {
        client.statements().dropUnnamed(); // as every simple query does
        new CommandComplete(tag).encode(client.outbox().buffer());
        client.outbox().buffer().writeBytes(Frames.ready(status));
    }

    // ---- sending it

    /**
     * Sends it in front of a request, or by itself if that cannot be.
     *
     * @return whether the request may follow at once
     */
    boolean sendBefore(Frame frame, Backend backend) {
        Held begun = held;
        if (begun == null) {
            return true;
        }
        if (!mayFollow(frame)) {
            sendAlone(backend);
            return false;
        }
        sendBefore(begun.texts(), backend);
        return true;
    }

    /**
     * Sends what begins a transaction that is to be as {@link #modes} say, in front of requests.
     */
    void sendBefore(List<byte[]> texts, Backend backend) {
        sent = held;
        forget();
        Exchange exchange = backend.begin(client.answers());
        for (byte[] text : texts) {
            Frames.executed(backend.outbox().buffer(), text);
            for (Unseen step : Unseen.ALL) {
                backend.expect(exchange, step);
            }
        }
        backend.statements().unnamed(null);
        carrier = exchange;
    }

    /** Whether a request can be sent although its exchange has begun with something else. */
    private boolean mayFollow(Frame frame) {
        return switch (frame.type()) {
            case FrontendType.QUERY -> frame.isWhole() && mayFollow(profile(frame));
            case FrontendType.PARSE,
                    FrontendType.BIND,
                    FrontendType.DESCRIBE,
                    FrontendType.EXECUTE,
                    FrontendType.CLOSE ->
                    true;
            default -> false;
        };
    }

    private TextProfile profile(Frame frame) {
        int end = frame.index() + frame.size() - 1;
        return readings.of(frame, frame.body(), end).effects().profile();
    }

    private boolean mayFollow(TextProfile profile) {
        return profile.only() != StatementKind.DEALLOCATE
                && !profile.has(SessionEffect.LISTENS)
                && client.listening().isEmpty();
    }

    private void sendAlone(Backend backend) {
        Held begun = held;
        if (begun != null) {
            forget();
            unanswered = true;
            Errand.run(backend, begun.sql(), error -> begun(backend, error));
        }
    }

    private void begun(Backend held, @Nullable Failure error) {
        unanswered = false;
        if (client.backend() == held) {
            if (error == null) {
                client.intake().goOn();
            } else {
                client.hold().giveUpTransaction(held);
                client.intake().refused(error);
            }
        }
        client.cancels().retry();
    }

    // ---- time

    @Override
    public long dueNanos() {
        return dueNanos;
    }

    /** Asks for a backend, unless a request does so already. */
    @Override
    public void due() {
        if (client.intake().isServed() && client.intake().holdBackend()) {
            backendHeld();
        }
    }

    /** A backend is there, and what has arrived has been taken. */
    void backendHeld() {
        Backend backend = client.backend();
        if (isHeld() && backend != null && client.intake().isServed()) {
            sendAlone(backend);
        }
    }

    // ---- what becomes of it

    /** There will be no backend for it: the client is in a failed transaction. */
    void refused() {
        if (isHeld()) {
            forget();
            client.hold().loseTransaction();
        }
    }

    /** {@code exchange} has been answered in full. */
    void ended(Exchange exchange) {
        Backend backend = client.backend();
        if (exchange == carrier) {
            carrier = null;
            if (exchange.isBeginRefused() && backend != null) {
                unanswered = true;
                client.hold().failTransaction(backend, error -> failed(backend, error));
            }
        }
    }

    /** The client is in a failed transaction, unless PostgreSQL refuses every BEGIN. */
    private void failed(Backend held, @Nullable Failure error) {
        unanswered = false;
        if (client.backend() == held) {
            if (error == null || held.status() == TransactionStatus.FAILED) {
                client.intake().goOn();
            } else {
                client.leaving().end(error);
            }
        }
        client.cancels().retry();
    }

    /**
     * The backend is gone with everything that was under way.
     *
     * @return whether it may have been lost with it
     */
    boolean backendLost() {
        boolean uncertain = unanswered || carrier != null;
        unanswered = false;
        carrier = null;
        return uncertain;
    }

    /** It is not to be sent any more. */
    void forget() {
        held = null;
        if (deadlines != null) {
            deadlines.remove(this);
            deadlines = null;
        }
    }
}
