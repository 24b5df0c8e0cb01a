package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.net.Outbox;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/** Whoever an exchange is for, or holds a backend: a client, or one of Howdah's own errands. */
public interface Requester {
    /** Where answers go; null swallows them. */
    @Nullable Outbox outbox();

    /** The backend has answered {@code exchange} in full, up to its ReadyForQuery. */
    void ended(Exchange exchange);

    /** {@code exchange} is not answered: another one whose Sync is one with its own has failed. */
    default void skipped(Exchange exchange) {}

    /** PostgreSQL reported an error within {@code exchange}; it was passed on already. */
    default void failed(Exchange exchange, String sqlState, String message) {}

    /** Whether it reads rows itself, rather than having them passed on to its outbox. */
    default boolean readsRows() {
        return false;
    }

    /**
     * A DataRow has come for one that {@link #readsRows}.
     *
     * @param index where the frame begins
     * @param arrived how many of its bytes are there: all, unless it is too long for a buffer
     */
    default void row(ByteBuf buffer, int index, int arrived) {}

    /**
     * PostgreSQL reported an error within {@code exchange}.
     *
     * @param refused the request that it refused, if that is known
     * @return whether the rest of the exchange is to be swallowed, this error included, because it
     *     is tried again
     */
    default boolean takesOver(Exchange exchange, @Nullable Step refused, String sqlState) {
        return false;
    }

    /** Whether it may go on elsewhere, unseen, when its backend is lost, without a last word. */
    default boolean mayGoOnElsewhere() {
        return false;
    }

    /**
     * What it calls a statement, byte by byte; null if it has none of that name.
     *
     * @param name as {@link Statement#name}
     */
    default @Nullable String statementName(String name) {
        return null;
    }

    /** PostgreSQL refused a plan because the schema has changed since. */
    default void planRefused() {}

    /** PostgreSQL reported a changed parameter; it was passed on already. */
    default void parametersChanged(ParameterSet parameters) {}

    /** All prepared statements of the session are gone (DEALLOCATE ALL). */
    default void statementsDiscarded() {}

    /** The session is as new (DISCARD ALL). */
    default void sessionDiscarded() {}

    /**
     * {@code exchange} goes on after the request that seemed to end it.
     *
     * @param merged what became part of it, or null
     */
    default void reopened(Exchange exchange, @Nullable Exchange merged) {}

    /** Whether {@link #completed} wants to know about the statements that are executed. */
    default boolean watchesTags() {
        return false;
    }

    /** A statement was executed; {@code tag} is of its CommandComplete, cut at 32 bytes. */
    default void completed(Exchange exchange, String tag) {}

    // ---- what only the holder of a backend is told

    /** The process id by which clients know it; 0: it is no client. */
    default int processId() {
        return 0;
    }

    /**
     * A NotificationResponse has come, whole, in {@code size} bytes from {@code index}.
     *
     * @return whether it has been dealt with, and is not to be passed on
     */
    default boolean notified(ByteBuf buffer, int index, int size) {
        return false;
    }

    /** Nothing is under way on the backend any more, errands included. */
    default void backendIdle() {}

    /** The backend can take more requests, or has become congested. */
    default void backendWritable() {}

    /** Some answers have been passed on. */
    default void answersPassed() {}

    /** Its transaction has been idle for longer than the pool allows. */
    default void idleInTransactionTooLong() {}

    /** No cancel request can hit {@code backend} any more. */
    default void cancelsEnded(Backend backend) {}

    /** Whether others have requests on the backend that it holds, too. */
    default boolean sharesBackend() {
        return false;
    }

    /** The backend that it holds is gone; this was under way there. */
    default void losing(ExchangeQueue exchanges) {}

    /**
     * The backend is gone with everything that was under way on it.
     *
     * @param loss how
     */
    void lost(BackendLoss loss);
}
