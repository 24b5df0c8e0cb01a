package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

/** One answer that an exchange owes, in the order of the requests. */
public sealed interface Step {
    /** Takes back what was assumed when the request was sent, because PostgreSQL skipped it. */
    default void discarded() {}

    /** PostgreSQL answered the request with an error. */
    default void failed() {
        discarded();
    }

    /** An answer of PostgreSQL's own that goes to the client as it is. */
    enum Reply implements Step {
        /** ReadyForQuery after a simple query or a function call. */
        QUERY,
        /** BindComplete. */
        BIND,
        /** RowDescription or NoData. */
        DESCRIBE,
        /** CommandComplete, EmptyQueryResponse or PortalSuspended. */
        EXECUTE,
        /** CloseComplete. */
        CLOSE,
        /** ReadyForQuery after Sync. */
        SYNC
    }

    /**
     * ParseComplete.
     *
     * @param statement what it prepares; null for the unnamed statement
     * @param visible whether the client asked for it, or Howdah did
     * @param onFailure run when the Parse fails
     * @param onSkip run when the Parse is skipped
     */
    record Preparation(
            @Nullable Statement statement, boolean visible, Runnable onFailure, Runnable onSkip)
            implements Step {
        /** One that is undone in the same way whether it fails or is skipped. */
        public Preparation(@Nullable Statement statement, boolean visible, Runnable undo) {
            this(statement, visible, undo, undo);
        }

        @Override
        public void discarded() {
            onSkip.run();
        }

        @Override
        public void failed() {
            onFailure.run();
        }
    }

    /**
     * CloseComplete of a statement that Howdah makes room for; the client does not see it.
     *
     * @param undo run when the Close is skipped
     */
    record Eviction(Runnable undo) implements Step {
        @Override
        public void discarded() {
            undo.run();
        }
    }

    /**
     * An answer that Howdah gives by itself when its turn has come: ParseComplete for what is
     * prepared already, CloseComplete for what stays prepared.
     *
     * @param frame the message
     * @param undo run when PostgreSQL would have skipped the request
     */
    record OwnAnswer(byte[] frame, Runnable undo) implements Step {
        @Override
        public void discarded() {
            undo.run();
        }
    }

    /**
     * An error that Howdah has found; PostgreSQL was sent something that fails, so that its
     * transaction fails, too, and the client is shown this instead.
     *
     * @param frame the ErrorResponse
     */
    record Refusal(byte[] frame) implements Step {}
}
