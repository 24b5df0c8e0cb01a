package io.howdah.gateway.internal.backend;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.BackendLife.Use;

import org.jspecify.annotations.Nullable;

/**
 * Lends the backends of one part of a pool, and takes them back. Confined to its loop.
 *
 * <p>First come, first served: a freed backend goes straight to the longest waiter. Whoever would
 * wait in vain is led elsewhere first: to the primary, or to another node that can be read from.
 */
final class Lending {
    private final LoopPool pool;
    private final WaiterQueue waiters;
    private final IdleBackends idle;
    private final StaleChecks checks;
    private boolean serving;

    Lending(LoopPool pool, WaiterQueue waiters, IdleBackends idle, StaleChecks checks) {
        this.pool = pool;
        this.waiters = waiters;
        this.idle = idle;
        this.checks = checks;
    }

    // ---- to whoever asks

    /** Lends a backend now, or answers null and lets {@code waiter} know later. */
    @Nullable Backend acquire(Waiter waiter, Requester holder) {
        Backend backend = null;
        if (!pool.fitness().isForReads() && waiters.isEmpty()) {
            backend = takeFresh();
            if (backend == null && pool.shares().makeRoom()) {
                backend = takeFresh();
            }
        }
        if (backend == null) {
            await(waiter);
        } else {
            backend.lend(holder);
        }
        return backend;
    }

    /** Lets {@code waiter} know when there is a backend, of which none is free now. */
    void await(Waiter waiter) {
        waiters.add(waiter);
        if (isMisplaced(waiter)) {
            pool.loop().execute(this::redirectMisplaced);
            return;
        }
        checks.begin();
        pool.grow();
    }

    /** Takes a backend for many to share; null: none is free, or others wait for one. */
    @Nullable Backend takeToShare() {
        return waiters.isEmpty() ? takeFresh() : null;
    }

    /** Takes an idle backend to lend it; null: none can be lent at once. */
    private @Nullable Backend takeFresh() {
        boolean inTurn = pool.pool().settings().roundRobin();
        Backend backend = pool.pool().isPaused() ? null : idle.next(inTurn);
        if (backend == null || checks.isNeededBy(backend, pool.loop().nanos())) {
            return null;
        }
        idle.takeNext(inTurn);
        lent(backend);
        return backend;
    }

    private void lent(Backend backend) {
        backend.life().use(Use.LENT);
        pool.metrics().lent.incrementAndGet();
    }

    // ---- back from whoever had it

    /** Takes back a backend whose holder is done with it. */
    void release(Backend backend) {
        if (backend.isBeingCancelled()) {
            backend.lend(parked);
            return;
        }
        pool.metrics().lent.decrementAndGet();
        takeIn(backend, pool.mayStayLent(backend));
    }

    /** Holds backends that a cancel request may still hit. */
    private final Requester parked =
            new Nobody() {
                @Override
                public void cancelsEnded(Backend backend) {
                    release(backend);
                }
            };

    private void takeIn(Backend backend, boolean keep) {
        backend.life().use(Use.IDLE);
        backend.idleSince(pool.loop().nanos());
        if (keep) {
            idle.add(backend);
            serveWaiters();
        } else {
            backend.close();
        }
    }

    /** One that is known to be there goes straight to who waits: it needs no check. */
    void put(Backend backend, boolean usable) {
        redirectMisplaced();
        if (!usable || waiters.isEmpty()) {
            takeIn(backend, usable);
            return;
        }
        backend.idleSince(pool.loop().nanos());
        lent(backend);
        grant(backend);
    }

    // ---- to those who wait

    /**
     * Grants what is idle to those who wait now. A waiter may give back at once what it is granted,
     * so this is a loop and not a recursion; one that waits again at once is not served again here.
     */
    private void serveWaiters() {
        if (serving) {
            return;
        }
        redirectMisplaced();
        serving = true;
        try {
            for (int left = waiters.size(); left > 0 && !waiters.isEmpty(); left--) {
                Backend backend = takeFresh();
                if (backend == null) {
                    break;
                }
                grant(backend);
            }
        } finally {
            serving = false;
        }
        checks.begin();
    }

    /** To the longest waiter, or to all who can share it with that one. */
    private void grant(Backend backend) {
        Waiter first = waiters.takeFirst();
        if (!pool.shares().isOpened(backend, first)) {
            first.granted(backend);
        }
    }

    /** Leads all who wait elsewhere. */
    void redirect(Failure reason) {
        waiters.takeAll().forEach(waiter -> waiter.redirected(reason));
    }

    /** Leads those elsewhere who would wait in vain. */
    void redirectMisplaced() {
        if (!waiters.isEmpty() && pool.fitness().isForReads()) {
            Failure reason =
                    Failure.of(
                            ErrorCode.CANNOT_CONNECT_NOW,
                            pool.pool().key().node() + " is not the primary any more");
            waiters.takeIf(this::isMisplaced).forEach(waiter -> waiter.redirected(reason));
        }
    }

    /** Whether {@code waiter} needs the primary, or nothing can be read here. */
    private boolean isMisplaced(Waiter waiter) {
        return pool.fitness().isForReads()
                && (!waiter.mustShare() || pool.fitness().isElsewhere() || pool.pool().isGone());
    }
}
