package io.howdah.gateway.internal.backend;

import io.howdah.base.error.Failure;

import org.jspecify.annotations.Nullable;

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

    /**
     * The settings of its session, if what it wants to ask can be asked on a backend that serves
     * others, too; null: it needs one to itself.
     */
    default @Nullable SessionSettings sharedSettings() {
        return null;
    }

    /** Whether it can do with no other: it is granted none, but invited. */
    default boolean mustShare() {
        return false;
    }

    /** It does not wait any more: there is room on a backend that others use, too. */
    default void invited() {}

    /** Since when it waits, see {@link io.howdah.base.Clock#nanos}. */
    long waitingSinceNanos();
}
