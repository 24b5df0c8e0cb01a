package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendLoss;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.ParameterSet;
import io.howdah.gateway.internal.backend.Share;
import io.howdah.gateway.internal.backend.Sharer;
import io.howdah.gateway.internal.backend.Step;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.spi.balance.Balancer.Outcome;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/**
 * What a client's backend tells, and what the client makes of it. Confined to the client's loop.
 *
 * <p>Backends know the client as this requester, and as no other.
 */
final class ClientAnswers implements Sharer {
    private final Client client;
    private final Outbox outbox;
    private final BackendHold hold;
    private final Requests requests;
    private final Intake intake;
    private final ClientStatements statements;
    private final SessionState session;
    private final Listening listening;
    private final Handback handback;
    private final Sharing sharing;

    ClientAnswers(Client client) {
        this.client = client;
        this.outbox = client.outbox();
        this.hold = client.hold();
        this.requests = client.requests();
        this.intake = client.intake();
        this.statements = client.statements();
        this.session = client.session();
        this.listening = client.listening();
        this.handback = client.handback();
        this.sharing = client.sharing();
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public int processId() {
        return client.cancelKey().processId();
    }

    // ---- exchanges

    @Override
    public void ended(Exchange exchange) {
        client.context().metrics().exchanges.increment();
        long now = client.loop().nanos();
        client.times().active(now);
        exchange.count(now);
        sharing.router().seen(hold.lender(), now);
        if (sharing.isOf(exchange)) {
            sharing.ended(exchange, now);
            return;
        }
        statements.settled(exchange);
        if (sharing.transaction().isRepeated(exchange)) {
            requests.backendReplaced();
            goOnElsewhereOrLeave();
            return;
        }
        exchange.observe(now - exchange.startedNanos(), now);
        Backend answering = hold.backend();
        listening.ended(
                exchange, answering == null || answering.status() == TransactionStatus.IDLE);
        requests.ended(exchange);
        boolean givenBack = sharing.transaction().ended(exchange);
        client.begin().ended(exchange);
        if (!intake.isOver() && requests.retry()) {
            return;
        }
        if (intake.isOver()) {
            client.leaving().leaveWhenAnswered();
            return;
        }
        Backend held = hold.backend();
        if (held != null && held.status() != TransactionStatus.IDLE && hold.isPerStatement()) {
            client.leaving().end(Farewell.TRANSACTION_BLOCK);
            return;
        }
        if (held != null && held.isBusy()) {
            intake.goOn();
        }
        if (givenBack && (intake.isStalled() || intake.isHalted())) {
            intake.serve();
        }
    }

    @Override
    public void failed(Exchange exchange, String sqlState, String message) {
        listening.failed(exchange);
        session.failed();
    }

    @Override
    public boolean takesOver(Exchange exchange, @Nullable Step failed, String sqlState) {
        return !intake.isOver()
                && (sharing.isOf(exchange)
                        ? sharing.takesOver(sqlState)
                        : sharing.transaction().takesOver(exchange, sqlState)
                                || requests.takesOver(exchange, failed, sqlState));
    }

    @Override
    public void reopened(Exchange exchange, @Nullable Exchange merged) {
        if (merged != null) {
            listening.skipped(merged);
            statements.merged(merged, exchange);
        }
    }

    @Override
    public boolean watchesTags() {
        return listening.isWatching();
    }

    @Override
    public void completed(Exchange exchange, String tag) {
        listening.completed(exchange, tag);
    }

    // ---- the session

    @Override
    public void parametersChanged(ParameterSet now) {
        hold.reported().are(now);
        session.reported(now);
    }

    @Override
    public @Nullable String statementName(String name) {
        return statements.nameOf(name);
    }

    @Override
    public void planRefused() {
        hold.pool().epoch().advance();
    }

    @Override
    public void statementsDiscarded() {
        statements.clear();
        session.preparedDiscarded();
    }

    @Override
    public void sessionDiscarded() {
        statements.clear();
        session.discarded();
        client.reach().forget();
    }

    @Override
    public boolean notified(ByteBuf buffer, int index, int size) {
        return listening.heard(
                buffer, index, size, hold.pool().key().node(), client.context().pools().pids());
    }

    // ---- the backend as a whole

    @Override
    public void reported(Share share) {
        hold.reported().tell(share);
        client.cancels().retry();
    }

    @Override
    public void skipped(Exchange exchange) {
        if (sharing.isOf(exchange)) {
            sharing.skipped();
        }
    }

    @Override
    public void displaced() {
        sharing.router().seen(hold.lender(), client.loop().nanos());
        sharing.displaced();
    }

    @Override
    public void settled(Backend backend) {
        sharing.over();
    }

    @Override
    public void backendIdle() {
        handback.backendIdle();
    }

    @Override
    public void backendWritable() {
        intake.backendWritable();
    }

    @Override
    public void answersPassed() {
        if (intake.isStalled() && requests.mayGoOn()) {
            intake.serve();
        }
    }

    @Override
    public void idleInTransactionTooLong() {
        client.leaving().end(Farewell.IDLE_IN_TRANSACTION);
    }

    @Override
    public void lost(BackendLoss loss) {
        sharing.router().seen(hold.lender(), client.loop().nanos());
        if (sharing.transaction().survives(loss)) {
            goOnElsewhere();
            return;
        }
        sharing.transaction().end(Outcome.FAILED);
        sharing.over();
        hold.lost(client.begin().backendLost() || loss.inTransaction());
        listening.backendLost();
        client.context().metrics().backendsLost.increment();
        client.cancels().retry();
        if (intake.isOver()) {
            client.leaving().leave();
        } else if (loss.inFrame()) {
            client.leaving().breakOff();
        } else if (isBound(loss) || loss.failure().is(ErrorCode.PROTOCOL_VIOLATION)) {
            client.leaving().end(loss.failure());
        } else {
            goOnWithout(loss);
        }
    }

    private void goOnElsewhereOrLeave() {
        if (intake.isOver()) {
            client.leaving().leaveWhenAnswered();
        } else {
            intake.serve();
        }
    }

    @Override
    public boolean mayGoOnElsewhere() {
        return sharing.transaction().isOn();
    }

    /** What the transaction was about to do is done where it goes on. */
    private void goOnElsewhere() {
        hold.lost(false);
        listening.backendLost();
        client.context().metrics().backendsLost.increment();
        statements.settled();
        requests.backendReplaced();
        client.cancels().retry();
        intake.serve();
    }

    /** Whether the session had something that is lost with the backend. */
    private boolean isBound(BackendLoss loss) {
        return session.pins().holdState()
                || !hold.isPerTransaction()
                || (!session.isSettled() && !loss.inTransaction());
    }

    private void goOnWithout(BackendLoss loss) {
        statements.settled();
        session.lost();
        session.pins().clear();
        client.reach().forget();
        requests.backendLost(loss);
        intake.serve();
    }
}
