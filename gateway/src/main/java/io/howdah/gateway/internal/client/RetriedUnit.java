package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.gateway.internal.backend.Step;
import io.howdah.gateway.internal.client.Requests.Fate;
import io.howdah.wire.FrontendType;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;

/**
 * Sends a client's request once more, unseen, when PostgreSQL refuses the plan of a prepared
 * statement because the schema has changed since. Confined to the client's loop.
 *
 * <p>Only where that is invisible: outside a transaction, so that nothing has run; with nothing
 * sent behind it, which would be answered first; and with a Describe in the request itself, as the
 * result may have other columns than the client was told when it prepared the statement. For this
 * the request is copied as it is sent, up to a bound.
 */
final class RetriedUnit {
    private static final int LIMIT = 4_096;
    private static final String FEATURE_NOT_SUPPORTED = "0A000";

    private final Client client;
    private final RequestSender sender;
    private final ByteBuf copy = Unpooled.buffer(0, LIMIT);
    private @Nullable Exchange exchange;
    private @Nullable String name;
    private boolean described;
    private boolean complete;
    private boolean retrying;

    RetriedUnit(Client client, RequestSender sender) {
        this.client = client;
        this.sender = sender;
    }

    /** A Bind of a statement is about to be sent that the backend has prepared before. */
    void begin(Frame frame, String statementName, Exchange by, Backend backend) {
        boolean alone = by.owed() == 0 && backend.exchanges().size() == 1;
        if (retrying || !alone || backend.status() != TransactionStatus.IDLE || !fits(frame, 0)) {
            return;
        }
        copy.clear();
        exchange = by;
        name = statementName;
        described = false;
        complete = false;
        append(frame);
    }

    /** Another request is about to be sent. */
    void add(Frame frame, @Nullable Exchange open) {
        if (exchange == null || retrying) {
            return;
        }
        switch (frame.type()) {
            case FrontendType.DESCRIBE -> described = true;
            case FrontendType.SYNC -> complete = true;
            case FrontendType.EXECUTE -> {}
            default -> exchange = null;
        }
        if (exchange != open || !fits(frame, copy.readableBytes())) {
            exchange = null;
        } else {
            append(frame);
        }
    }

    private static boolean fits(Frame frame, int copied) {
        return frame.isWhole() && copied + frame.size() <= LIMIT;
    }

    private void append(Frame frame) {
        copy.writeBytes(frame.buffer(), frame.index(), frame.size());
    }

    /** PostgreSQL has refused {@code failed}; answers whether it is tried again instead. */
    boolean takesOver(Exchange refused, @Nullable Step failed, String sqlState, Backend backend) {
        retrying =
                refused == exchange
                        && complete
                        && described
                        && failed == Step.Reply.BIND
                        && sqlState.equals(FEATURE_NOT_SUPPORTED)
                        && backend.exchanges().size() == 1;
        return retrying;
    }

    /** Whether nothing else may be sent. */
    boolean isRetrying() {
        return retrying;
    }

    /** The refused request has been answered in full: sends it again. */
    void send(Backend backend) {
        Statement outdated = name == null ? null : client.statements().find(name);
        if (outdated != null && name != null) {
            client.statements().put(name, sender.parses().renewed(outdated));
        }
        ByteBuf frames = copy.copy();
        try {
            int index = 0;
            while (index < frames.writerIndex()) {
                Frame frame =
                        new Frame(
                                frames,
                                frames.getByte(index),
                                index,
                                frames.getInt(index + 1) + 1,
                                frames.writerIndex());
                Fate fate = sender.send(frame, backend);
                if (fate == Fate.LATER || fate == Fate.INVALID) {
                    throw new IllegalStateException("a request cannot be sent again: " + fate);
                }
                index += frame.size();
            }
        } finally {
            frames.release();
            over();
        }
    }

    /** Nothing of it is under way any more. */
    void over() {
        exchange = null;
        retrying = false;
    }
}
