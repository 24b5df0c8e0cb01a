package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Backend;
import io.howdah.wire.TransactionStatus;

import java.util.concurrent.TimeUnit;

/**
 * Gives a client's backend back when nothing is under way on it, or finds out what forbids that.
 * Confined to the client's loop.
 */
final class Handback {
    /** How long after an INSERT a client may take to ask for the last value of a sequence. */
    private static final long SEQUENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Client client;
    private final BackendHold hold;
    private final SessionState session;
    private final Requests requests;
    private final Intake intake;
    private final Reach reach;
    private final Listening listening;

    Handback(Client client) {
        this.client = client;
        this.hold = client.hold();
        this.session = client.session();
        this.requests = client.requests();
        this.intake = client.intake();
        this.reach = client.reach();
        this.listening = client.listening();
    }

    /** Whether the client is outside a transaction, and has asked for nothing not answered. */
    boolean isIdle() {
        Backend held = hold.backend();
        return !requests.isInFrame()
                && (held == null
                        ? !client.begin().isHeld()
                        : !held.isBusy() && held.status() == TransactionStatus.IDLE);
    }

    /** A message that was passed on in pieces is complete. */
    void frameEnded() {
        Backend held = hold.backend();
        if (held != null && !held.isBusy()) {
            backendIdle();
        }
    }

    /** Nothing is under way on the backend any more, errands included. */
    void backendIdle() {
        Backend held = hold.backend();
        if (held == null || client.leaving().isGone()) {
            return;
        }
        if (!requests.isInFrame() && held.status() == TransactionStatus.IDLE) {
            session.environment().transactionEnded();
            reach.transactionEnded(client.loop().nanos());
            boolean _ = reach.settle();
            if (client.leaving().isDraining()) {
                client.leaving().end(Farewell.SHUTDOWN);
                return;
            }
            if (listening.unlisten(held)) {
                return; // and comes back when that is done
            }
            if (hold.isElsewhere()
                    || (hold.isPerTransaction()
                            && session.pins().isEmpty()
                            && session.isSettled())) {
                hold.release(held);
                held = null;
            }
            listening.flush();
        }
        if (held != null && held.status() != TransactionStatus.FAILED) {
            hold.transfer().reconcileSettings(held);
            askAboutSession(held);
        }
        if (intake.isStalled() || intake.isHalted()) {
            intake.serve();
        }
    }

    /**
     * What the client has done to its session must be known before the backend can serve others.
     */
    private void askAboutSession(Backend held) {
        if (hold.isPerTransaction()
                && !requests.isInFrame()
                && held.status() == TransactionStatus.IDLE
                && !hold.transfer().ask(held)
                && session.isSettled()
                && session.pins().isEmpty()) {
            backendIdle();
        }
    }

    /** Looks after the reasons to keep a backend that go with time; the client is idle. */
    void tick(long now) {
        if (mayLetGo(now)) {
            backendIdle();
        }
    }

    /** Whether a reason to keep the backend is gone by the passing of time. */
    private boolean mayLetGo(long now) {
        boolean asksNoMore =
                session.pins().contains(Pin.SEQUENCE)
                        && now - client.times().lastActiveNanos() > SEQUENCE_NANOS;
        if (asksNoMore) {
            session.pins().remove(Pin.SEQUENCE);
        }
        return reach.settle() || asksNoMore;
    }
}
