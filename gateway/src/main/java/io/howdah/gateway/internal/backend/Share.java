package io.howdah.gateway.internal.backend;

import io.howdah.base.error.Failure;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A backend on which requests of several clients are under way at a time, each answered in its
 * turn. Confined to its loop.
 *
 * <p>Nobody's request may harm another's. So when one holds the others up (it takes too long, its
 * client reads too slowly or wants it cancelled), it gets the backend for itself, and the others,
 * who have seen nothing of an answer yet, are sent elsewhere: see {@link #giveTo}.
 */
public final class Share extends Nobody {
    private final Shares shares;
    private final Backend backend;
    private final List<Exchange> answered = new ArrayList<>();
    private SessionSettings settings;
    private long aheadNanos;
    private long busySinceNanos;
    private long idleSinceNanos;
    private int changes;
    private int lastBatch;
    private boolean batchOpen;
    private boolean leaving;
    private boolean returned;
    private boolean alone;
    private @Nullable ParameterSet seen;
    private ParameterSet common = ParameterSet.EMPTY;
    private List<Exchange> underWay = List.of();

    /** Who has been given the backend wants to know this. */
    private @Nullable Consumer<Failure> settingsRefused;

    Share(Shares shares, Backend backend, SessionSettings settings) {
        this.shares = shares;
        this.backend = backend;
        this.settings = settings;
        this.idleSinceNanos = shares.nanos();
        backend.lend(this);
        change(settings);
    }

    /** The backend that is shared. */
    public Backend backend() {
        return backend;
    }

    /** What lends the backend. */
    public LoopPool lender() {
        return shares.lender();
    }

    /** Whether the backend was opened after {@code nanos}. */
    public boolean isOpenedAfter(long nanos) {
        return backend.life().connectedNanos() - nanos >= 0;
    }

    /** It is not to be used for the request that it was taken for. */
    public void untake(long predictedNanos) {
        aheadNanos -= predictedNanos;
        alone = false;
        if (isIdle()) {
            backendIdle();
        }
    }

    /**
     * What its server reports and all sessions on it have in common.
     *
     * @return null: that is about to change, and {@link Sharer#reported} will tell
     */
    public @Nullable ParameterSet parameters() {
        if (changes > 0) {
            return null;
        }
        ParameterSet now = backend.session().parameters();
        if (now != seen) {
            seen = now;
            common = shares.same(now.sameOnAllNodes().without(SessionSettings.APPLICATION_NAME));
        }
        return common;
    }

    // ---- what its requests need to know

    /** Whether sessions with these settings may use it. */
    boolean suits(SessionSettings wanted) {
        return settings == wanted || settings.equals(wanted);
    }

    /** Whether more may be asked. */
    boolean isOpen() {
        return !leaving
                && !alone
                && !backend.isDoubtful()
                && !backend.isClosing()
                && !shares.lender().fitness().isMistaken(backend);
    }

    boolean isIdle() {
        return !backend.isBusy();
    }

    /** How many requests are under way. */
    int depth() {
        return backend.exchanges().size();
    }

    /** How long those are expected to take. */
    long aheadNanos() {
        return aheadNanos;
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    /** The next request is the only one until it has been answered. */
    void reserve() {
        alone = true;
    }

    /** Whether PostgreSQL has kept others waiting for longer than {@code limit}. */
    boolean isHeldUp(long now, long limit) {
        if (alone) {
            return false;
        }
        Exchange current = backend.current();
        return current != null && now - Math.max(current.startedNanos(), busySinceNanos) > limit;
    }

    // ---- requests

    /** Whether it is certain that it can be made to serve sessions with other settings. */
    boolean mayChange(SessionSettings wanted) {
        return !settings.mayBeRefused(wanted);
    }

    /** It serves sessions with other settings from now on. */
    void change(SessionSettings wanted) {
        String change = backend.session().settingsChange(wanted);
        busySinceNanos = shares.nanos();
        settings = wanted;
        if (change != null) {
            backend.session().settings(wanted);
            settle(change);
        }
        String statements = backend.session().sqlStatements().statementsTowards(SqlStatements.NONE);
        if (statements != null) {
            backend.session().sqlStatements(SqlStatements.NONE);
            settle(statements);
        }
    }

    private void settle(String change) {
        changes++;
        Errand.run(backend, change, this::settled);
    }

    private void settled(@Nullable Failure error) {
        changes--;
        if (error != null && settingsRefused != null) {
            settingsRefused.accept(error);
        } else if (error != null) {
            backend.distrust();
            evacuate();
        } else if (changes == 0) {
            for (Exchange exchange : backend.exchanges().all()) {
                if (exchange.requester() instanceof Sharer sharer) {
                    sharer.reported(this);
                }
            }
        }
    }

    /** One more request is about to be sent. */
    void taken(long predictedNanos) {
        if (isIdle()) {
            busySinceNanos = shares.nanos();
        }
        aheadNanos += predictedNanos;
    }

    /**
     * Begins a request.
     *
     * @param batched whether its Sync is one with those of others that leave in the same write
     */
    public Exchange begin(Requester sharer, boolean batched) {
        if (!batched) {
            endBatch();
            return backend.begin(sharer);
        }
        if (!batchOpen) {
            batchOpen = true;
            lastBatch++;
            shares.loop().beforeFlush(this::endBatch);
        }
        Exchange exchange = backend.begin(sharer);
        exchange.joinBatch(lastBatch);
        return exchange;
    }

    /** Sends the one Sync of those that have joined, if any have. */
    private void endBatch() {
        if (batchOpen) {
            batchOpen = false;
            Errand.sync(backend);
        }
    }

    /** A client's request, sent at {@code sentNanos}, has been answered in full. */
    public void answered(Exchange exchange, long predictedNanos, long sentNanos, long now) {
        aheadNanos -= predictedNanos;
        if (!alone) {
            shares.answered(sentNanos, now);
        }
        if (exchange.shape() != null) {
            answered.add(exchange);
        }
    }

    /** A client's request will not be answered. */
    public void skipped(long predictedNanos) {
        aheadNanos -= predictedNanos;
    }

    /**
     * What has come in one piece has taken as long as the whole, in equal parts: when each was
     * ready nobody knows.
     */
    @Override
    public void answersPassed() {
        long now = shares.nanos();
        int count = answered.size();
        if (count > 0) {
            long each = (now - busySinceNanos) / count;
            busySinceNanos = now;
            for (Exchange exchange : answered) {
                exchange.observe(each, now);
            }
            answered.clear();
        }
        Exchange current = backend.current();
        if (current != null && current.hasBegun() && shares.isTooMuch(current)) {
            current.observe(now - busySinceNanos, now);
            giveTo(current);
        }
    }

    // ---- the end of sharing

    /** Nothing more is asked; what is under way is answered. */
    void leave() {
        leaving = true;
        if (isIdle()) {
            backendIdle();
        }
    }

    /** Gives the backend to the client that PostgreSQL is serving; all others go elsewhere. */
    public void giveTo(Exchange current) {
        endBatch();
        shares.forget(this);
        leaving = true;
        List<Sharer> others = others(current);
        if (current.requester() instanceof Sharer owner) {
            backend.lend(owner);
            owner.settled(backend);
            backend.pauseReading(owner.outbox() != null && isSlow(owner));
        }
        others.forEach(Sharer::displaced);
    }

    /**
     * Gives the backend, on which nobody has a request, to a client for as long as it wants.
     *
     * @param refused told should PostgreSQL refuse the settings that were asked for
     */
    public void giveTo(Sharer owner, Consumer<Failure> refused) {
        shares.forget(this);
        leaving = true;
        settingsRefused = refused;
        backend.lend(owner);
    }

    private static boolean isSlow(Sharer owner) {
        return owner.outbox() != null && owner.outbox().isCongested();
    }

    /** Those who wait go elsewhere: PostgreSQL is at something that holds them up. */
    void evacuate() {
        Exchange current = backend.current();
        if (current == null) {
            leave();
        } else if (current.isBatched() && !current.hasBegun()) {
            breakUp();
        } else {
            if (current.shape() != null) {
                current.shape().pace().heldUp();
            }
            leaveTo(current);
            if (!(current.requester() instanceof Sharer) && !current.isOver()) {
                shares.cancel(backend);
            }
        }
    }

    /** As long as nothing of its answer has come, it can still be asked elsewhere, too. */
    private void leaveTo(Exchange current) {
        if (current.hasBegun() || !(current.requester() instanceof Sharer)) {
            giveTo(current);
            return;
        }
        endBatch();
        shares.forget(this);
        leaving = true;
        alone = true;
        others(current).forEach(Sharer::displaced);
    }

    /** All go elsewhere, as it is not known at which of a batch PostgreSQL is. */
    private void breakUp() {
        endBatch();
        shares.forget(this);
        leaving = true;
        others(null).forEach(Sharer::displaced);
        shares.cancel(backend);
    }

    private List<Sharer> others(@Nullable Exchange current) {
        List<Sharer> others = new ArrayList<>();
        for (Exchange exchange : backend.exchanges().all()) {
            if (exchange != current && exchange.requester() instanceof Sharer waiting) {
                exchange.abandonTo(this);
                others.add(waiting);
            }
        }
        return others;
    }

    /** One client does not wait for its answer any more. */
    public void abandon(Exchange exchange, long predictedNanos) {
        boolean running = alone && backend.current() == exchange;
        exchange.abandonTo(this);
        skipped(predictedNanos);
        if (running) {
            leaving = true; // before anybody else's request could be hit
            shares.cancel(backend);
        }
    }

    @Override
    public void backendIdle() {
        idleSinceNanos = shares.nanos();
        aheadNanos = 0;
        alone = false;
        if (!returned && (leaving || !shares.mayKeep(this))) {
            returned = true;
            shares.giveBack(this);
        }
    }

    @Override
    public boolean sharesBackend() {
        return true;
    }

    @Override
    public void losing(ExchangeQueue exchanges) {
        leaving = true;
        batchOpen = false;
        shares.forget(this);
        underWay = exchanges.all();
    }

    /** Whoever has seen nothing of an answer does not notice. */
    @Override
    public void lost(BackendLoss loss) {
        for (Exchange exchange : underWay) {
            if (exchange.requester() instanceof Sharer sharer) {
                if (exchange.hasBegun()) {
                    sharer.lost(loss.ofOne(exchange == underWay.getFirst()));
                } else {
                    sharer.displaced();
                }
            }
        }
    }
}
