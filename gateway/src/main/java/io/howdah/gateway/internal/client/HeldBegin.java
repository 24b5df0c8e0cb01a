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
import io.howdah.sql.SqlText;
import io.howdah.sql.StatementKind;
import io.howdah.sql.TextProfile;
import io.howdah.sql.TransactionAction;
import io.howdah.wire.BackendMessage.CommandComplete;
import io.howdah.wire.FrontendType;
import io.howdah.wire.TransactionStatus;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

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
    private static final int HEADER = 5;

    /** A longer one is no BEGIN but a comment. */
    private static final int LONGEST_TEXT = 1_000;

    private final Client client;
    private final Readings readings;
    private byte @Nullable [] text;
    private long dueNanos;
    private @Nullable Deadlines deadlines;

    /** The exchange that it was sent in front of, until that has been answered. */
    private @Nullable Exchange carrier;

    /** Whether it was sent by itself, or a failed one in its place, and is not answered. */
    private boolean unanswered;

    HeldBegin(Client client, Readings readings) {
        this.client = client;
        this.readings = readings;
    }

    /** Whether the client is in a transaction that PostgreSQL does not know of. */
    boolean isHeld() {
        return text != null;
    }

    /** Whether the next request has to wait until it is known that the transaction has begun. */
    boolean isUncertain() {
        Exchange begun = carrier;
        return unanswered || (begun != null && begun.isClosed() && !begun.isCopyingIn());
    }

    // ---- requests of a client without a backend

    /**
     * Answers a request for which no backend is needed: one that begins a transaction, or ends one
     * that PostgreSQL does not know of, or not any more.
     *
     * @return false: it has to be sent
     */
    boolean answers(Frame frame) {
        SqlStatement statement = statement(frame);
        if (statement == null) {
            return false;
        }
        return switch (statement.action()) {
            case TransactionAction.Begin _ -> mayHold() && hold(frame, statement.start());
            case TransactionAction.Commit(boolean chain) -> !chain && end("COMMIT");
            case TransactionAction.Rollback(boolean chain) -> !chain && end("ROLLBACK");
            default -> false;
        };
    }

    /** The statement of a simple query that consists of one that begins or ends transactions. */
    private @Nullable SqlStatement statement(Frame frame) {
        int from = frame.body();
        int length = frame.size() - HEADER - 1;
        if (frame.type() != FrontendType.QUERY
                || !frame.isWhole()
                || length > LONGEST_TEXT
                || frame.zeroFrom(from) != from + length
                || !isTransactional(readings.of(frame, from, from + length).effects().profile())) {
            return null;
        }
        byte[] query = frame.copy(from, from + length);
        if (!isAscii(query)) {
            return null; // PostgreSQL has to find out whether a comment is in the right encoding.
        }
        List<SqlStatement> statements =
                SqlText.parse(query, 0, length, client.environment().standardConformingStrings())
                        .statements();
        return statements.size() == 1 ? statements.getFirst() : null;
    }

    private static boolean isTransactional(TextProfile profile) {
        return switch (profile.only()) {
            case BEGIN, COMMIT, ROLLBACK -> true;
            default -> false;
        };
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean mayHold() {
        PoolSettings pool = client.hold().pool().settings();
        return text == null
                && pool.beginDelay().isPositive()
                && pool.mode() == PoolMode.TRANSACTION
                && !client.hold().isTransactionLost()
                && client.session().pins().isEmpty()
                && client.session().isSettled()
                && !client.leaving().isDraining();
    }

    private boolean hold(Frame frame, int start) {
        byte[] begin = frame.copy(frame.body(), frame.index() + frame.size());
        text = begin;
        dueNanos = client.loop().nanos() + client.hold().pool().settings().beginDelay().toNanos();
        client.hold().mayShare(null);
        client.context().metrics().beginsHeld.increment();
        deadlines = client.shard().deadlines();
        deadlines.add(this);
        boolean starts = (begin[start] | 0x20) == 's';
        answer(starts ? "START TRANSACTION" : "BEGIN", TransactionStatus.IN_TRANSACTION);
        return true;
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
        byte[] begin = text;
        if (begin == null) {
            return true;
        }
        if (!mayFollow(frame)) {
            sendAlone(backend);
            return false;
        }
        forget();
        Exchange exchange = backend.begin(client.answers());
        Frames.executed(backend.outbox().buffer(), begin);
        backend.statements().unnamed(null);
        for (Unseen step : Unseen.ALL) {
            backend.expect(exchange, step);
        }
        carrier = exchange;
        return true;
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
        byte[] begin = text;
        if (begin != null) {
            forget();
            unanswered = true;
            String sql = new String(begin, 0, begin.length - 1, StandardCharsets.US_ASCII);
            Errand.run(backend, sql, error -> begun(backend, error));
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
        text = null;
        if (deadlines != null) {
            deadlines.remove(this);
            deadlines = null;
        }
    }
}
