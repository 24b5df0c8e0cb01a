package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Errand;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.backend.ParameterSet;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.backend.Recovery;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.Share;
import io.howdah.gateway.internal.backend.Waiter;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * The backend that a client holds or waits for, and the pool it is of. Confined to the client's
 * loop.
 *
 * <p>A backend that is lent is first brought to the state the client believes its session to be in:
 * what {@link SessionTransfer} brings, the parameters it was told, and a failed transaction if the
 * one it was in is lost.
 */
final class BackendHold implements Waiter {
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
    private final Pools pools;
    private final ReportedParameters reported;
    private final SessionTransfer transfer;
    private Pool pool;

    /** What lends the backend that is held or waited for; null: the pool, as a rule. */
    private @Nullable LoopPool elsewhere;

    private @Nullable SessionSettings sharedSettings;
    private @Nullable Backend backend;
    private boolean transactionLost;
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
        this.pools = pools;
        this.pool = pool;
        this.reported = new ReportedParameters(client, reported);
        this.transfer = new SessionTransfer(client, this, session, pools);
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

    /** What brings the session to backends. */
    SessionTransfer transfer() {
        return transfer;
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
        share.giveTo(client.answers(), error -> transfer.settingsChanged(held, error));
        transfer.reconcileSettings(held);
        return held;
    }

    // ---- getting one

    /** Asks the pool. */
    Readiness acquire() {
        followPrimary();
        elsewhere = null;
        waitingSinceNanos = client.loop().nanos();
        transfer.startOver();
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
        Readiness readiness = transfer.to(lent);
        if (transactionLost) {
            // Statements of the lost transaction must fail until the client ends it.
            transactionLost = readiness == Readiness.PREPARING;
            failTransaction(lent, error -> client.cancels().retry());
        }
        return readiness;
    }

    /** Takes another in place of one that nothing of the client's was sent to. */
    void replace(Backend held) {
        giveBack(held);
        client.intake().held(acquireFromPool());
    }

    // ---- how it is held

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
