package io.howdah.gateway.internal.probe;

import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendLoss;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Requester;
import io.howdah.gateway.internal.backend.Step;
import io.howdah.gateway.internal.cluster.Lsn;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.Format;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Asks one connection for its place in the write-ahead log. Confined to the loop.
 *
 * <p>The question is prepared and its bytes are made once, the answer is two binary numbers read
 * where they lie: it is asked as often as clients need to know. That a node inserts tells that it
 * is no replica, in the same answer.
 */
final class Sampler implements Requester {
    /** What the answers mean to the probe. */
    interface Listener {
        /**
         * The node has told where it is.
         *
         * @param inRecovery whether that is where a replica has replayed
         */
        void sampled(boolean inRecovery, long lsn);

        /** It refused to. */
        void unsampled(String sqlState, String message);

        /** The connection is gone. */
        void lost(BackendLoss loss);
    }

    private static final String NAME = "howdah_lsn";
    private static final String SQL =
            "SELECT CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN"
                    + " pg_catalog.pg_current_wal_insert_lsn() END,"
                    + " pg_catalog.pg_last_wal_replay_lsn()";

    private static final byte[] PREPARE = bytes(new Parse(NAME, SQL, List.of()));
    private static final byte[] ASK =
            bytes(
                    new Bind("", NAME, List.of(), List.of(), List.of(Format.BINARY)),
                    new Execute("", 0),
                    new Sync());

    private static final Step.Outcome UNIMPORTANT = () -> {};

    private final Backend backend;
    private final Listener listener;
    private boolean prepared;
    private boolean inRecovery;
    private long lsn;
    private @Nullable String refusal;
    private String refusalState = "";

    Sampler(Backend backend, Listener listener) {
        this.backend = backend;
        this.listener = listener;
    }

    private static byte[] bytes(Message... messages) {
        ByteBuf buffer = Unpooled.buffer(256);
        for (Message message : messages) {
            message.encode(buffer);
        }
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    /** Asks; the listener is told, unless the connection is lost. */
    void ask() {
        Exchange exchange = backend.begin(this);
        ByteBuf out = backend.outbox().buffer();
        if (!prepared) {
            prepared = true;
            out.writeBytes(PREPARE);
            backend.expect(exchange, new Step.Preparation(null, false, UNIMPORTANT));
        }
        out.writeBytes(ASK);
        backend.expect(exchange, Step.Reply.OWN_BIND);
        backend.expect(exchange, Step.Reply.EXECUTE);
        backend.expect(exchange, Step.Reply.SYNC);
    }

    @Override
    public boolean readsRows() {
        return true;
    }

    /** Two fields: of a primary where it inserts, of a replica up to where it has replayed. */
    @Override
    public void row(ByteBuf buffer, int index, int arrived) {
        int first = index + 7;
        int length = buffer.getInt(first);
        inRecovery = length < 0;
        if (length == Long.BYTES) {
            lsn = Lsn.endOfRecords(buffer.getLong(first + 4));
        } else {
            lsn = buffer.getInt(first + 4) == Long.BYTES ? buffer.getLong(first + 8) : 0;
        }
    }

    @Override
    public void failed(Exchange exchange, String sqlState, String message) {
        refusalState = sqlState;
        refusal = message;
    }

    @Override
    public void ended(Exchange exchange) {
        if (refusal == null) {
            listener.sampled(inRecovery, lsn);
        } else {
            listener.unsampled(refusalState, refusal);
        }
    }

    @Override
    public void lost(BackendLoss loss) {
        listener.lost(loss);
    }

    @Override
    public @Nullable Outbox outbox() {
        return null;
    }
}
