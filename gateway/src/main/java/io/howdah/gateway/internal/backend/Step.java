package io.howdah.gateway.internal.backend;

import io.howdah.wire.BackendType;

import org.jspecify.annotations.Nullable;

import java.util.List;

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
        /** BindComplete of a Bind of Howdah's own, which the client does not see. */
        OWN_BIND,
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
     * An answer to what Howdah has put in front of a client's first request: the BEGIN that the
     * client has been answered already. The client does not see it.
     */
    enum Unseen implements Step {
        PARSE(BackendType.PARSE_COMPLETE),
        BIND(BackendType.BIND_COMPLETE),
        EXECUTE(BackendType.COMMAND_COMPLETE),
        CLOSE(BackendType.CLOSE_COMPLETE);

        /** All, in the order in which they come. */
        public static final List<Unseen> ALL = List.of(values());

        private final byte answer;

        Unseen(byte answer) {
            this.answer = answer;
        }

        /** The type of the message. */
        byte answer() {
            return answer;
        }
    }

    /** What becomes of a request whose effect was assumed when it was sent. */
    interface Outcome {
        /** PostgreSQL did it. */
        default void succeeded() {}

        /** PostgreSQL answered with an error. */
        void failed();

        /** PostgreSQL skipped it, because of an error before. */
        default void skipped() {
            failed();
        }
    }

    /**
     * ParseComplete.
     *
     * @param statement what it prepares; null for the unnamed statement
     * @param visible whether the client asked for it, or Howdah did
     */
    record Preparation(@Nullable Statement statement, boolean visible, Outcome outcome)
            implements Step {
        @Override
        public void discarded() {
            outcome.skipped();
        }

        @Override
        public void failed() {
            outcome.failed();
        }
    }

    /**
     * RowDescription or NoData of a prepared statement.
     *
     * @param visible whether the client asked for it, or Howdah did
     */
    record Description(Statement statement, boolean visible) implements Step {}

    /** CloseComplete of a statement that has to make room; the client does not see it. */
    record Eviction(Outcome outcome) implements Step {
        @Override
        public void discarded() {
            outcome.skipped();
        }
    }

    /**
     * An answer that Howdah gives by itself when its turn has come: ParseComplete for what is
     * prepared already, CloseComplete for what stays prepared.
     *
     * @param frame the message
     * @param undo run when PostgreSQL would have skipped the request
     * @param last whether it ends the exchange: ReadyForQuery where the Sync is one for several
     */
    record OwnAnswer(byte[] frame, Runnable undo, boolean last) implements Step {
        /** One that does not end the exchange. */
        public OwnAnswer(byte[] frame, Runnable undo) {
            this(frame, undo, false);
        }

        @Override
        public void discarded() {
            undo.run();
        }
    }

    /**
     * No answer: the request that follows has an effect on this side.
     *
     * @param undo run when PostgreSQL skips that request
     */
    record Note(Runnable undo) implements Step {
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
