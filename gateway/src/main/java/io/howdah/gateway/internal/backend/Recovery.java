package io.howdah.gateway.internal.backend;

import io.howdah.base.error.Failure;
import io.howdah.wire.FrontendMessage.CopyFail;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/**
 * Brings the backend of a client that has gone to a known state, or closes it. Confined to the
 * loop.
 *
 * <p>What the client left half done is made to fail, as PostgreSQL would have let it fail; then the
 * transaction is rolled back and the session reset as far as needed. It never goes back to the pool
 * in doubt.
 */
public final class Recovery extends Nobody {
    private static final long LIMIT_SECONDS = 10;

    private static final Step UNSEEN_REFUSAL = new Step.Refusal(new byte[0]);

    /** How the client left. */
    public enum Departure {
        /** By Terminate: what it had sent completely runs to its end. */
        TERMINATED,
        /** Without a word: what is running is cancelled. */
        GONE,
        /** In the middle of a message: the connection cannot be used any more. */
        IN_FRAME
    }

    private final LoopPool pool;
    private final Backend backend;
    private final boolean resetSession;
    private boolean done;

    private Recovery(LoopPool pool, Backend backend, boolean resetSession) {
        this.pool = pool;
        this.backend = backend;
        this.resetSession = resetSession;
    }

    /**
     * Takes over {@code backend} from {@code client}.
     *
     * @param resetSession whether the session may hold state of the client's
     */
    public static void of(
            LoopPool pool,
            Backend backend,
            Requester client,
            Departure departure,
            boolean resetSession) {
        Recovery recovery = new Recovery(pool, backend, resetSession);
        backend.abandon(client, recovery);
        recovery.start(departure);
    }

    private void start(Departure departure) {
        if (departure == Departure.IN_FRAME) {
            if (backend.isBusy()) {
                pool.cancel(backend);
            }
            backend.cutOff();
            finish();
            return;
        }
        completeRequests();
        if (backend.isBusy() && departure == Departure.GONE) {
            pool.cancel(backend);
            pool.loop().executor().schedule(this::giveUp, LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        proceed();
    }

    /**
     * Ends a COPY that waits for data, and an extended query that waits for its Sync: by an error,
     * because PostgreSQL would not have committed it, and a Sync.
     */
    private void completeRequests() {
        Exchange copying = backend.exchanges().copyingIn(this);
        if (copying != null) {
            new CopyFail("the client has gone").encode(backend.outbox().buffer());
            copying.endCopy();
        }
        Exchange open = backend.exchanges().open(this);
        if (open != null) {
            ByteBuf out = backend.outbox().buffer();
            FailingRequest.encode(out);
            backend.expect(open, UNSEEN_REFUSAL);
            new Sync().encode(out);
            backend.expect(open, Step.Reply.SYNC);
        }
    }

    /** A statement in COPY can show itself, and a pipeline lose its end, only as it is answered. */
    @Override
    public void answersPassed() {
        if (!done) {
            completeRequests();
        }
    }

    @Override
    public void backendIdle() {
        proceed();
    }

    @Override
    public void cancelsEnded(Backend cancelled) {
        proceed();
    }

    private void proceed() {
        if (done || backend.isBusy() || backend.isBeingCancelled()) {
            return;
        }
        if (backend.status() != TransactionStatus.IDLE) {
            Errand.run(backend, "ROLLBACK", this::rolledBack);
        } else if (resetSession) {
            Errand.run(
                    backend,
                    "DISCARD ALL",
                    error -> {
                        if (error != null) {
                            backend.distrust();
                        }
                        finish();
                    });
        } else {
            finish();
        }
    }

    private void rolledBack(@Nullable Failure error) {
        if (error != null || backend.status() != TransactionStatus.IDLE) {
            backend.distrust();
            finish();
        }
    }

    private void giveUp() {
        if (!done) {
            backend.distrust();
            finish();
        }
    }

    private void finish() {
        if (!done) {
            done = true;
            pool.release(backend);
        }
    }

    @Override
    public void lost(BackendLoss loss) {
        done = true;
    }
}
