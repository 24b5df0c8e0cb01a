package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Errand;
import io.howdah.gateway.internal.backend.Inquiry;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.backend.ParameterSet;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.backend.Recovery;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.SettingDefaults;
import io.howdah.gateway.internal.backend.SettingsTrial;
import io.howdah.gateway.internal.backend.Share;
import io.howdah.gateway.internal.backend.Waiter;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.function.Consumer;

/**
 * The backend that a client holds or waits for, and the pool it is of. Confined to the client's
 * loop.
 *
 * <p>A backend that is lent is first brought to the state the client believes its session to be in:
 * its settings, the parameters it was told, and a failed transaction if the one it was in is lost.
 */
final class BackendHold implements Waiter {
    private static final int ANSWER_BYTES = 1 << 20;

    /** One that has failed is no more what it was begun as: AND CHAIN begins a plain one. */
    private static final String FAILED_TRANSACTION =
            "BEGIN; DO $$BEGIN RAISE EXCEPTION"
                    + " 'howdah: the transaction was lost with its backend'; END$$";

    /** Whether requests may be sent. */
    enum Readiness {
        /** Yes. */
        READY,
        /** No: the pool has no backend free. */
        WAITING,
        /** No: settings have been sent that may be refused, and nothing of the client's. */
        PREPARING
    }

    private final Client client;
    private final Client.Identity identity;
    private final SessionState session;
    private final Pools pools;
    private final ReportedParameters reported;
    private Pool pool;

    /** What lends the backend that is held or waited for; null: the pool, as a rule. */
    private @Nullable LoopPool elsewhere;

    private @Nullable SessionSettings sharedSettings;
    private @Nullable Backend backend;
    private boolean transactionLost;
    private int stuckBackends;
    private long waitingSinceNanos;

    BackendHold(
            Client client,
            Client.Identity identity,
            SessionState session,
            Pools pools,
            Pool pool,
            ParameterSet reported) {
        this.client = client;
        this.identity = identity;
        this.session = session;
        this.pools = pools;
        this.pool = pool;
        this.reported = new ReportedParameters(client, reported);
    }

    @Nullable Backend backend() {
        return backend;
    }

    Pool pool() {
        return pool;
    }

    /** What the client has been told of the server's parameters. */
    ReportedParameters reported() {
        return reported;
    }

    LoopPool shard() {
        return pool.on(client.loop());
    }

    /** Whether the backend that is held is not the primary's: nothing more is asked there. */
    boolean isElsewhere() {
        return backend != null && elsewhere != null;
    }

    /** What lends the backend that is held or waited for. */
    LoopPool lender() {
        LoopPool other = elsewhere;
        return other == null ? shard() : other;
    }

    /** Whether the transaction that the client believes to be in was lost with its backend. */
    boolean isTransactionLost() {
        return transactionLost;
    }

    // ---- transactions that are not what the client believes

    /** The transaction that the client believes to be in is no more. */
    void loseTransaction() {
        transactionLost = true;
    }

    /** The client has ended the transaction that was lost. */
    void lostTransactionEnded() {
        transactionLost = false;
    }

    /** Makes statements fail on the backend until the client ends its transaction. */
    void failTransaction(Backend held, Consumer<@Nullable Failure> done) {
        Errand.run(held, FAILED_TRANSACTION, done);
    }

    /** The transaction could not begin on the backend, on which nothing else was sent. */
    void giveUpTransaction(Backend held) {
        loseTransaction();
        release(held);
    }

    // ---- one that serves others, too

    /**
     * What the next request needs.
     *
     * @param settings of a session that others have, too, with whom it can share a backend; null:
     *     it needs one to itself
     */
    void mayShare(@Nullable SessionSettings settings) {
        sharedSettings = settings;
    }

    @Override
    public @Nullable SessionSettings sharedSettings() {
        return sharedSettings;
    }

    @Override
    public boolean mustShare() {
        return elsewhere != null;
    }

    @Override
    public void invited() {
        client.intake().invited();
    }

    /** Waits for a backend of another node than the primary, to share it. */
    void await(LoopPool reader) {
        if (elsewhere == null) { // else it has waited before
            waitingSinceNanos = client.loop().nanos();
        }
        elsewhere = reader;
        reader.await(this);
    }

    /** The request that waits for one is not wanted any more. */
    void stopWaiting() {
        lender().forget(this);
        elsewhere = null;
    }

    /** Makes sure that its pool is the primary's. */
    void followPrimary() {
        if (!pools.isCurrent(pool)) {
            changePool();
        }
    }

    /** The same pool on another node, for reads. */
    LoopPool reader(Node node) {
        return pools.reading(pool, node).on(client.loop());
    }

    /** Holds a shared backend for one request. */
    void share(Share share) {
        elsewhere = share.lender() == shard() ? null : share.lender();
        backend = share.backend();
        shard().traffic().assigned();
        reported.tell(share);
    }

    /** The request has been answered, or is not waited for any more. */
    void unshare() {
        backend = null;
        elsewhere = null;
    }

    /** Holds a backend of another node to itself, as long as its transaction lasts. */
    Backend take(Share share) {
        share(share);
        Backend held = share.backend();
        share.giveTo(client.answers(), error -> settingsChanged(held, error));
        String change = held.session().settingsChange(session.wanted());
        if (change != null) {
            changeSettings(held, change);
        }
        return held;
    }

    // ---- getting one

    /** Asks the pool. */
    Readiness acquire() {
        followPrimary();
        elsewhere = null;
        waitingSinceNanos = client.loop().nanos();
        stuckBackends = 0;
        return acquireFromPool();
    }

    private Readiness acquireFromPool() {
        client.intake().await(); // first, for it may be refused at once
        Backend free = shard().acquire(this, client.answers());
        return free == null ? Readiness.WAITING : attach(free);
    }

    private void changePool() {
        Pool old = pool;
        pool = pools.open(identity.database(), identity.user());
        pools.close(old);
    }

    @Override
    public void granted(Backend lent) {
        if (elsewhere != null) {
            elsewhere.release(lent); // it has another session's role
            client.sharing().refusedElsewhere();
            return;
        }
        lent.lend(client.answers());
        shard().traffic().waited(client.loop().nanos() - waitingSinceNanos);
        client.intake().held(attach(lent));
    }

    @Override
    public void refused(Failure failure) {
        if (elsewhere != null && !failure.is(ErrorCode.QUERY_CANCELED)) {
            client.sharing().refusedElsewhere();
            return;
        }
        elsewhere = null;
        client.intake().refused(failure);
    }

    @Override
    public void redirected(Failure reason) {
        if (elsewhere != null) {
            client.sharing().refusedElsewhere();
            return;
        }
        if (shard().isConnectTimeOver(waitingSinceNanos)) {
            client.intake().refused(reason);
            return;
        }
        changePool();
        client.intake().held(acquireFromPool());
    }

    @Override
    public long waitingSinceNanos() {
        return waitingSinceNanos;
    }

    private Readiness attach(Backend lent) {
        backend = lent;
        shard().traffic().assigned();
        Readiness readiness = settle(lent);
        prepare(lent);
        if (pool.readsSequences()) {
            ownSequences(lent);
        }
        if (transactionLost) {
            // Statements of the lost transaction must fail until the client ends it.
            transactionLost = readiness == Readiness.PREPARING;
            failTransaction(lent, error -> client.cancels().retry());
        }
        return readiness;
    }

    private Readiness settle(Backend lent) {
        SessionSettings wanted = session.wanted();
        String change = lent.session().settingsChange(wanted);
        if (change == null) {
            reported.tell(lent);
            return Readiness.READY;
        }
        if (!lent.session().settings().mayBeRefused(wanted)) {
            changeSettings(lent, change);
            return Readiness.READY;
        }
        SettingsTrial.run(lent, wanted, verdict -> tried(lent, verdict));
        return Readiness.PREPARING;
    }

    private void tried(Backend held, SettingsTrial.Verdict verdict) {
        switch (verdict) {
            case SettingsTrial.Verdict.Accepted() -> {
                if (backend == held) {
                    transactionLost = false; // what makes it fail has been sent
                }
                settingsChanged(held, null);
            }
            case SettingsTrial.Verdict.Refused(var why) -> settingsChanged(held, why);
            case SettingsTrial.Verdict.Stuck(var why) -> {
                if (backend != held || ++stuckBackends == SettingsTrial.MOST_BACKENDS) {
                    settingsChanged(held, why);
                } else {
                    replace(held);
                }
            }
        }
    }

    /** Takes another in place of one that nothing of the client's was sent to. */
    private void replace(Backend held) {
        giveBack(held);
        client.intake().held(acquireFromPool());
    }

    // ---- while it is held

    /**
     * RESET leads back to the settings the client asked for at start-up: by the next exchange, for
     * nothing can be said to PostgreSQL in the middle of one. All others are left as they are, as
     * the transaction may have changed them.
     */
    void restore(Backend held, SessionSettings again) {
        String sql = SessionSettings.NONE.statementTowards(again, held.session().literals());
        held.session().settings(session.wanted());
        if (sql != null) {
            Errand.run(held, sql, error -> settingsChanged(held, error));
        }
    }

    /** So does DISCARD ALL. */
    void reconcileSettings(Backend held) {
        String change = held.session().settingsChange(session.wanted());
        if (change != null) {
            changeSettings(held, change);
        }
    }

    private void changeSettings(Backend held, String change) {
        held.session().settings(session.wanted());
        Errand.run(held, change, error -> settingsChanged(held, error));
    }

    /** Makes it hold what SQL's PREPARE has made in this session, and nothing of another's. */
    private void prepare(Backend lent) {
        String change = lent.session().sqlStatements().statementsTowards(session.prepared());
        if (change != null) {
            lent.session().sqlStatements(session.prepared());
            Errand.run(
                    lent,
                    change,
                    error -> {
                        if (error != null) {
                            lent.distrust();
                        }
                        client.cancels().retry();
                    });
        }
    }

    /**
     * Sees to it that {@code currval} and {@code lastval} tell of this session's use of sequences
     * or, as in a new session, of none; never of another client's.
     */
    void ownSequences(Backend held) {
        if (isPerTransaction() && !held.wasHeldBy(client.answers())) {
            held.owned(client.answers());
            Errand.run(held, "DISCARD SEQUENCES", error -> client.cancels().retry());
        }
    }

    /** Asks what the session has become; false: there is nothing to be asked. */
    boolean ask(Backend held) {
        SessionState.Question question = session.question();
        if (question == null) {
            return false;
        }
        Inquiry.run(held, question.sql(), ANSWER_BYTES, answer -> answered(held, question, answer));
        return true;
    }

    private void answered(Backend held, SessionState.Question question, Inquiry.Answer answer) {
        switch (answer) {
            case Inquiry.Answer.Rows(var rows) -> {
                SettingDefaults defaults = shard().settingDefaults();
                question.answered(rows, defaults);
                held.session().settings(session.wanted());
                held.session().sqlStatements(session.prepared());
                if (backend == held) {
                    warn(question.settings());
                    defaults.learn(question.settings(), pools, pool, client.loop());
                }
            }
            case Inquiry.Answer.Failed _ -> question.unanswered();
        }
        client.cancels().retry();
    }

    /** Of values that came by a parameter or a function, and could not be refused before. */
    private void warn(Set<String> changed) {
        for (String name : changed) {
            Failure ineffective = OwnSettings.refusal(name, session.wanted().value(name));
            if (ineffective != null) {
                client.outbox().buffer().writeBytes(OwnErrors.warning(ineffective));
            }
        }
    }

    private void settingsChanged(Backend held, @Nullable Failure error) {
        if (error != null) {
            held.distrust();
        }
        if (backend != held) {
            return;
        }
        if (error != null) {
            client.leaving().end(error.withHint("The settings of this session are refused now."));
            return;
        }
        if (elsewhere == null) { // what nodes do not have in common is told of the primary only
            reported.tell(held);
        }
        client.intake().settingsAccepted();
        client.cancels().retry();
    }

    /** Whether it is given back between transactions. */
    boolean isPerTransaction() {
        return pool.settings().mode() != PoolMode.SESSION;
    }

    /** Whether a transaction may not go on after a statement. */
    boolean isPerStatement() {
        return pool.settings().mode() == PoolMode.STATEMENT;
    }

    // ---- giving it up

    /** Gives it back in the state in which the pool expects it. */
    void release(Backend held) {
        backend = null;
        client.listening().release(held);
        elsewhere = null;
    }

    /** Gives it up in the middle of a transaction, of which nothing is to be left. */
    void giveBack(Backend held) {
        LoopPool lender = lender();
        backend = null;
        elsewhere = null;
        Recovery.of(lender, held, client.answers(), Recovery.Departure.TERMINATED, false);
        client.cancels().retry();
    }

    /** It is gone. */
    void lost(boolean inTransaction) {
        backend = null;
        elsewhere = null;
        transactionLost |= inTransaction;
    }

    /**
     * The client is leaving: neither waits nor holds any more.
     *
     * @param resetSession whether the session may hold state of the client's
     */
    void abandon(Recovery.Departure departure, boolean resetSession) {
        lender().forget(this);
        Backend held = backend;
        backend = null;
        if (held != null) {
            Recovery.of(
                    lender(),
                    held,
                    client.answers(),
                    departure,
                    resetSession || !isPerTransaction());
        }
        pools.close(pool);
    }
}
