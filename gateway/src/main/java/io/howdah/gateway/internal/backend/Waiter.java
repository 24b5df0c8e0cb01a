package io.howdah.gateway.internal.backend;

import io.howdah.base.error.Failure;

/** A requester in a pool's queue. */
public interface Waiter {
    /** It is its turn; the backend is lent to it. */
    void granted(Backend backend);

    /** It will get none. */
    void refused(Failure failure);

    /**
     * This pool's node is not the primary any more: ask the pool of another one.
     *
     * @param reason what happened here, for the case that no other does better
     */
    void redirected(Failure reason);

    /** Since when it waits, see {@link io.howdah.base.Clock#nanos}. */
    long waitingSinceNanos();
}
