package io.howdah.gateway.internal.relay;

import io.howdah.wire.BackendType;
import io.howdah.wire.FrontendType;
import io.netty.buffer.ByteBuf;

/**
 * What client and server say to each other, as far as must be known to end it decently. Confined to
 * its loop.
 *
 * <p>A Sync that PostgreSQL ignores because of a COPY that is yet to begin is counted as owed for
 * ever; the conversation then never counts as idle again, which only makes draining wait.
 */
final class Conversation {
    private static final byte IDLE = 'I';

    private final FrameCursor said = new FrameCursor(this::asked);
    private final FrameCursor answered = new FrameCursor(this::answered);
    private int owed;
    private byte status = IDLE;
    private byte lastAnswer = BackendType.READY_FOR_QUERY;
    private boolean copying;
    private boolean terminated;

    /** The client says what is in {@code [start, end)}. */
    void client(ByteBuf buffer, int start, int end) {
        said.follow(buffer, start, end);
    }

    /** The server says what is in {@code [start, end)}. */
    void server(ByteBuf buffer, int start, int end) {
        answered.follow(buffer, start, end);
    }

    private void asked(byte type, byte last) {
        switch (type) {
            case FrontendType.QUERY, FrontendType.FUNCTION_CALL -> owed++;
            case FrontendType.SYNC -> owed += copying ? 0 : 1;
            case FrontendType.COPY_DONE, FrontendType.COPY_FAIL -> copying = false;
            case FrontendType.TERMINATE -> terminated = true;
            default -> {}
        }
    }

    private void answered(byte type, byte last) {
        lastAnswer = type;
        switch (type) {
            case BackendType.COPY_IN_RESPONSE, BackendType.COPY_BOTH_RESPONSE -> copying = true;
            case BackendType.ERROR_RESPONSE -> copying = false;
            case BackendType.READY_FOR_QUERY -> {
                copying = false;
                status = last;
                owed--;
            }
            default -> {}
        }
    }

    /** Whether nothing is asked, nothing begun, and no transaction open. */
    boolean isIdle() {
        return isAnswered() && status == IDLE;
    }

    /** Whether the server waits within a transaction for the client's next request. */
    boolean isIdleInTransaction() {
        return isAnswered() && status != IDLE;
    }

    /**
     * Whether everything asked is answered, but for a COPY, which goes on for as long as it likes.
     */
    boolean isSettled() {
        return copying || isAnswered();
    }

    private boolean isAnswered() {
        return owed <= 0 && said.isBetweenFrames() && answered.isBetweenFrames();
    }

    /** Whether the client may be told something: no message to it is under way. */
    boolean mayInterject() {
        return answered.isBetweenFrames();
    }

    /** Whether the last that the server said is an error: it may have said why it ended. */
    boolean endedWithError() {
        return lastAnswer == BackendType.ERROR_RESPONSE;
    }

    /** Whether the client has said goodbye. */
    boolean isTerminated() {
        return terminated;
    }
}
