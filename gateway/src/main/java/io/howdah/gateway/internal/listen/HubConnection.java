package io.howdah.gateway.internal.listen;

import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendConnector;
import io.howdah.gateway.internal.backend.BackendConnector.ConnectFailure;
import io.howdah.gateway.internal.backend.BackendLoss;
import io.howdah.gateway.internal.backend.Errand;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.Requester;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Outbox;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The backend on which a hub listens: one at a time, outside any pool. Confined to the hub's loop.
 */
final class HubConnection implements Requester, BackendConnector.Listener {
    /** What the hub is told. */
    interface Listener {
        /** It is open, and listens to nothing yet. */
        void up();

        /** It could not be opened. */
        void refused(Pool pool, ConnectFailure failure);

        /** It is gone. */
        void down();

        /** Somebody has notified; the bytes are those of the database or UTF-8. */
        void notified(int backendPid, byte[] channel, byte[] payload);
    }

    private static final String PLAIN = "SQL_ASCII";
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long DEATH_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** Nothing that a role or database has set may end a session that only waits. */
    private static final String NO_TIMEOUTS =
            "SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings WHERE name"
                    + " IN ('idle_session_timeout', 'statement_timeout', 'transaction_timeout')";

    private final ListenContext context;
    private final Loop loop;
    private final Listener listener;
    private @Nullable Pool pool;
    private @Nullable Backend backend;
    private boolean ready;
    private boolean closed;
    private long lastHeardNanos;

    HubConnection(ListenContext context, Loop loop, Listener listener) {
        this.context = context;
        this.loop = loop;
        this.listener = listener;
        this.lastHeardNanos = loop.nanos();
    }

    /** Connects to the primary in the name of {@code user}. */
    void open(String database, String user) {
        Pool opened = context.pools().open(database, user);
        pool = opened;
        context.connector()
                .connect(
                        loop,
                        opened,
                        Map.of("client_encoding", "UTF8", "application_name", "howdah listen"),
                        this::ended,
                        this);
    }

    /** Whether statements can be sent. */
    boolean isReady() {
        return ready;
    }

    /** Where it leads. */
    @Nullable Pool pool() {
        return pool;
    }

    /** When PostgreSQL was last heard, see {@link io.howdah.base.Clock#nanos}. */
    long lastHeardNanos() {
        return lastHeardNanos;
    }

    /**
     * Sends a statement.
     *
     * @param done called when it is answered, with PostgreSQL's error or null; not called when the
     *     connection is lost
     */
    void run(String sql, Consumer<@Nullable Failure> done) {
        Backend open = backend;
        if (open != null) {
            Errand.run(
                    open,
                    sql,
                    error -> {
                        lastHeardNanos = loop.nanos();
                        done.accept(error);
                    });
        }
    }

    /** Looks after a server that has fallen silent. */
    void tick(long now) {
        Backend open = backend;
        if (open == null || !ready) {
            return;
        }
        boolean elsewhere = pool != null && !context.pools().isCurrent(pool);
        if (elsewhere || (open.isBusy() && now - lastHeardNanos > DEATH_NANOS)) {
            open.close();
        } else if (!open.isBusy() && now - lastHeardNanos > SILENCE_NANOS) {
            run("", error -> {});
        }
    }

    /** Ends it; nothing is told any more. */
    void close() {
        closed = true;
        if (backend != null) {
            backend.close();
        }
    }

    // ---- the connector's side

    @Override
    public void connected(Backend opened) {
        if (closed) {
            opened.close();
            return;
        }
        backend = opened;
        opened.lend(this);
        lastHeardNanos = loop.nanos();
        boolean plain = PLAIN.equals(opened.session().parameters().value("server_encoding"));
        run(
                plain ? NO_TIMEOUTS + "; SET client_encoding = 'SQL_ASCII'" : NO_TIMEOUTS,
                error -> {
                    ready = true;
                    if (!closed) {
                        listener.up();
                    }
                });
    }

    @Override
    public void refused(ConnectFailure failure) {
        Pool tried = pool;
        leavePool();
        if (!closed && tried != null) {
            listener.refused(tried, failure);
        }
    }

    private void ended(Backend gone) {
        leavePool();
    }

    private void leavePool() {
        Pool left = pool;
        if (left != null) {
            pool = null;
            context.pools().close(left);
        }
    }

    @Override
    public void lost(BackendLoss loss) {
        backend = null;
        ready = false;
        if (!closed) {
            listener.down();
        }
    }

    // ---- the backend's side

    @Override
    public boolean notified(ByteBuf buffer, int index, int size) {
        lastHeardNanos = loop.nanos();
        int channelStart = index + 9;
        int end = index + size;
        int channelEnd = buffer.indexOf(channelStart, end, (byte) 0);
        int payloadEnd = channelEnd < 0 ? -1 : buffer.indexOf(channelEnd + 1, end, (byte) 0);
        if (payloadEnd >= 0 && !closed) {
            byte[] channel = new byte[channelEnd - channelStart];
            buffer.getBytes(channelStart, channel);
            byte[] payload = new byte[payloadEnd - channelEnd - 1];
            buffer.getBytes(channelEnd + 1, payload);
            listener.notified(buffer.getInt(index + 5), channel, payload);
        }
        return true;
    }

    @Override
    public @Nullable Outbox outbox() {
        return null;
    }

    @Override
    public void ended(Exchange exchange) {}

    /** A channel's name from its bytes. */
    static String name(byte[] channel) {
        return new String(channel, StandardCharsets.UTF_8);
    }
}
