package io.howdah.gateway.internal.backend;

import io.howdah.base.error.ErrorCode;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.TransactionStatus;

import org.jspecify.annotations.Nullable;

/**
 * The exchanges under way on a backend, and what becomes of them as PostgreSQL answers: {@link
 * AnswerReader} tells what has come. Confined to the backend's loop.
 */
final class Answers {
    private final Backend backend;
    private final BackendTimes times;
    private final ExchangeQueue exchanges = new ExchangeQueue();
    private TransactionStatus status = TransactionStatus.IDLE;
    private @Nullable ErrorSummary lastWords;
    private long lastNanos;

    Answers(Backend backend, BackendTimes times) {
        this.backend = backend;
        this.times = times;
    }

    // ---- what there is

    /** What is under way. */
    ExchangeQueue exchanges() {
        return exchanges;
    }

    /** The exchange whose answers come now; null: nothing is under way. */
    @Nullable Exchange current() {
        return exchanges.current();
    }

    /** The status that the last ReadyForQuery told. */
    TransactionStatus status() {
        return status;
    }

    /** When an exchange was last answered in full. */
    long lastNanos() {
        return lastNanos;
    }

    @Nullable Requester holder() {
        return backend.holder();
    }

    @Nullable Outbox holderOutbox() {
        Requester holder = backend.holder();
        return holder == null ? null : holder.outbox();
    }

    /** Whether others may have requests there than who holds it. */
    boolean isShared() {
        return backend.isShared();
    }

    /** Whether what has not been answered when the connection is lost is asked elsewhere. */
    boolean isAskedAgain() {
        Requester holder = backend.holder();
        return isShared() || (holder != null && holder.mayGoOnElsewhere());
    }

    /** Whether nothing more is read. */
    boolean isClosing() {
        return backend.isClosing();
    }

    // ---- from an exchange's beginning to its end

    /** Opens an exchange, to be answered after those before it. */
    Exchange begin(Requester requester) {
        Exchange exchange = new Exchange(requester, nanos());
        if (exchanges.isEmpty()) {
            start(exchange);
        }
        exchanges.add(exchange);
        return exchange;
    }

    private void start(Exchange exchange) {
        exchange.start(status == TransactionStatus.FAILED, nanos());
    }

    private long nanos() {
        return backend.outbox().loop().nanos();
    }

    /** Something has been passed on to {@code receiver}. */
    void passedOn(Outbox receiver) {
        if (receiver.isCongested() && !isShared()) {
            backend.pauseReading(true);
        }
    }

    /** ReadyForQuery has come with this status. */
    void ready(byte code) {
        try {
            status = TransactionStatus.of(code);
        } catch (ProtocolException e) {
            desynchronized(e.getMessage());
        }
    }

    /** {@code exchange} has been answered in part, or in full. */
    void exchangeAnswered(Exchange exchange) {
        if (!exchange.isOver()) {
            return;
        }
        exchanges.removeCurrent();
        lastNanos = nanos();
        times.answered(exchange, lastNanos, status == TransactionStatus.IDLE);
        Exchange next = exchanges.current();
        if (next != null) {
            start(next);
        }
        Requester holder = backend.holder();
        exchange.requester().ended(exchange);
        if (next != null && next == exchanges.current() && !isAskedAgain()) {
            giveOwn(next);
        }
        if (holder != null && holder == backend.holder() && exchanges.isEmpty()) {
            holder.backendIdle();
        }
    }

    /** Gives Howdah's own answers, as many as are due. */
    void giveOwn(Exchange exchange) {
        for (byte[] answer = exchange.nextOwnAnswer();
                answer != null;
                answer = exchange.nextOwnAnswer()) {
            Outbox receiver = exchange.requester().outbox();
            if (receiver != null && !exchange.isMuted()) {
                receiver.buffer().writeBytes(answer);
            }
        }
    }

    // ---- errors

    /** An error has come in the place of the answer to {@code failed}. */
    void errorSeen(Exchange exchange, @Nullable Step failed, ErrorSummary error) {
        if (isOfPreparedStatement(failed)) {
            noteRefusedStatement(exchange, error);
        }
        if (exchange.lacksSync()) {
            new Sync().encode(backend.outbox().buffer());
            exchange.expect(Step.Reply.SYNC);
        }
        exchanges.reopen(exchange);
        for (Exchange skipped : exchanges.takeRestOfBatch(exchange)) {
            skipped.discardAll();
            skipped.requester().skipped(skipped);
        }
        exchange.requester().failed(exchange, error.sqlState(), error.message());
    }

    private static boolean isOfPreparedStatement(@Nullable Step failed) {
        return failed == Step.Reply.BIND
                || failed == Step.Reply.OWN_BIND
                || failed == Step.Reply.DESCRIBE
                || failed instanceof Step.Description
                || (failed instanceof Step.Preparation parse && parse.statement() != null);
    }

    /** What is believed to be prepared here and what is prepared differ: closed after use. */
    private void noteRefusedStatement(Exchange exchange, ErrorSummary error) {
        String sqlState = error.sqlState();
        boolean outdated = error.isOfOutdatedPlan();
        if (outdated) {
            exchange.requester().planRefused();
        }
        if (outdated
                || sqlState.equals(ErrorCode.INVALID_STATEMENT_NAME.sqlState())
                || sqlState.equals(ErrorCode.DUPLICATE_STATEMENT.sqlState())) {
            backend.distrust();
        }
    }

    // ---- what becomes of the session

    /**
     * A parameter has another value.
     *
     * @return whether whoever is served now may be told
     */
    boolean parameter(String name, String value) {
        BackendSession session = backend.session();
        session.parameter(name, value);
        Exchange exchange = exchanges.current();
        Requester reader = exchange == null ? backend.holder() : exchange.requester();
        if (reader == null || reader.outbox() == null || isShared()) {
            return false;
        }
        reader.parametersChanged(session.parameters());
        return true;
    }

    void statementsDiscarded(Exchange exchange) {
        backend.session().statementsDiscarded();
        exchange.requester().statementsDiscarded();
    }

    void sessionDiscarded(Exchange exchange) {
        backend.session().reset();
        exchange.requester().sessionDiscarded();
    }

    // ---- the end of the connection

    /** PostgreSQL has said why it ends the session. */
    void dying(ErrorSummary fatal) {
        lastWords = fatal;
    }

    /** What has come can mean nothing. */
    void desynchronized(@Nullable String what) {
        lastWords =
                new ErrorSummary(
                        "FATAL",
                        ErrorCode.PROTOCOL_VIOLATION.sqlState(),
                        "unexpected message from PostgreSQL at "
                                + backend.identity().node()
                                + ": "
                                + what,
                        "",
                        "");
        backend.drop();
    }

    /**
     * What the end of the connection means to its holder.
     *
     * @param inFrame whether a message has been passed on in part
     */
    BackendLoss loss(boolean inFrame) {
        Requester holder = backend.holder();
        return new BackendLoss(
                BackendLoss.failure(backend.identity(), lastWords),
                inFrame,
                status != TransactionStatus.IDLE,
                exchanges.unanswered(holder),
                holder != null && exchanges.open(holder) != null);
    }
}
