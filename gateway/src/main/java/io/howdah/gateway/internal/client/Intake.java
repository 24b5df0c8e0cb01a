package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.net.Inbox;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/**
 * Whether what a client sends is taken in. Confined to the client's loop.
 *
 * <p>While the client is served, {@link Requests} takes frames from the inbox. Else they stay
 * there, and when that holds much, or the backend is congested, nothing more is read.
 */
final class Intake {
    /** Input that is kept for a client that is not served at the moment, before it is not read. */
    private static final int PATIENCE_BYTES = 64 * 1024;

    /** How the client relates to its pool. */
    private enum State {
        /** It holds a backend or needs none. */
        SERVED,
        /** It is in the pool's queue. */
        WAITING,
        /** It holds a backend whose settings may yet be refused. */
        PREPARING,
        /** It holds a backend, but its next request must wait for answers to earlier ones. */
        STALLED,
        /** It is leaving; nothing more is read. */
        LEAVING
    }

    private final Channel channel;
    private final Requests requests;
    private final BackendHold hold;
    private final Inbox inbox;
    private State state = State.SERVED;
    private boolean suspended;

    Intake(Channel channel, Requests requests, BackendHold hold) {
        this.channel = channel;
        this.requests = requests;
        this.hold = hold;
        this.inbox = new Inbox(channel.alloc(), requests);
    }

    // ---- how it is

    /** Whether another request may be taken from what has arrived. */
    boolean isServed() {
        return state == State.SERVED;
    }

    /** Whether it is in the pool's queue. */
    boolean isWaiting() {
        return state == State.WAITING;
    }

    /** Whether something has arrived that was not taken: else the client waits for no answer. */
    boolean isAsked() {
        return inbox.heldBytes() > 0;
    }

    /** Whether the next request waits for answers to earlier ones. */
    boolean isStalled() {
        return state == State.STALLED;
    }

    /** Whether nothing more is taken in. */
    boolean isOver() {
        return state == State.LEAVING;
    }

    /** Whether its goodbye has come behind requests that could not be taken yet. */
    boolean waitsToSayGoodbye() {
        return !isServed() && !isOver() && requests.endsWithTerminate(inbox.held());
    }

    // ---- what arrives

    /** Takes what has arrived; does not keep or release it. */
    void receive(ByteBuf arrived) {
        inbox.receive(arrived);
    }

    /** Takes what had arrived before the session began. */
    void receiveRest(ByteBuf rest) {
        inbox.receive(rest);
        channel.config().setAutoRead(!suspended);
    }

    /** A copy of a request, for {@link #unread}; to be released. */
    ByteBuf copy(Frame head, int size) {
        return inbox.copy(head.buffer(), head.index(), size);
    }

    /** A request is to be taken again, before what has come since; releases its copy. */
    void unread(ByteBuf copy) {
        inbox.unread(copy);
    }

    /** Stops reading when there is no room for more. */
    void readNoMoreThanServed() {
        Backend held = hold.backend();
        boolean full = held != null && held.outbox().isCongested();
        boolean waiting = state != State.SERVED && inbox.heldBytes() > PATIENCE_BYTES;
        if (full || waiting) {
            channel.config().setAutoRead(false);
        }
    }

    /** Whether nothing is read at the moment. */
    boolean isHalted() {
        return !channel.config().isAutoRead();
    }

    /** Takes in nothing more while {@code on}. */
    void suspend(boolean on) {
        suspended = on;
        channel.config().setAutoRead(!on);
    }

    // ---- the backend that requests need

    /** Makes sure that a backend is held; false: not yet, the request has to wait. */
    boolean holdBackend() {
        return hold.backend() != null || enter(hold.acquire());
    }

    /** The next request has to wait for a backend. */
    void await() {
        state = State.WAITING;
    }

    /** One that waits does so already, unless it has been refused meanwhile. */
    private boolean enter(BackendHold.Readiness readiness) {
        state =
                switch (readiness) {
                    case READY -> State.SERVED;
                    case WAITING -> state;
                    case PREPARING -> State.PREPARING;
                };
        return readiness == BackendHold.Readiness.READY;
    }

    /** The pool has granted a backend. */
    void held(BackendHold.Readiness readiness) {
        if (enter(readiness)) {
            serve();
        }
    }

    /** The request may be sent without a backend of its own. */
    void invited() {
        serve();
    }

    /** PostgreSQL has taken the settings of this session. */
    void settingsAccepted() {
        if (state == State.PREPARING) {
            serve();
        }
    }

    /** There will be no backend for the next request. */
    void refused(Failure failure) {
        requests.refuse(failure);
        serve();
    }

    /** The backend can take more requests, or has become congested. */
    void backendWritable() {
        Backend held = hold.backend();
        if (state == State.SERVED && held != null && !held.outbox().isCongested()) {
            serve();
        }
    }

    // ---- stopping and going on

    /** The next request has to wait until {@link #goOn}. */
    void stall() {
        state = State.STALLED;
    }

    /** What the next request has waited for may be there. */
    void goOn() {
        if (state == State.STALLED) {
            serve();
        }
    }

    /** Takes requests again, as many as can be served. */
    void serve() {
        if (state != State.LEAVING) {
            state = State.SERVED;
        }
        if (!channel.config().isAutoRead() && !suspended) {
            channel.config().setAutoRead(true);
        }
        inbox.resume();
        requests.begin().backendHeld();
        readNoMoreThanServed();
    }

    /** The client is leaving. */
    void stop() {
        state = State.LEAVING;
    }

    /** Gives up what has arrived and not been taken. */
    void release() {
        stop();
        inbox.release();
    }
}
