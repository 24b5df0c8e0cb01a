package io.howdah.gateway.internal.probe;

import io.howdah.gateway.config.ClusterSettings;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendConnector;
import io.howdah.gateway.internal.backend.BackendConnector.ConnectFailure;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.backend.PoolKey;
import io.howdah.gateway.internal.cluster.Health;
import io.howdah.gateway.internal.net.Loop;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a connection to one node and asks on it, again and again. Confined to its loop, but for
 * {@link #begin} and {@link #end}.
 */
final class NodeProbe implements BackendConnector.Listener {
    private static final long FIRST_REFUSAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Prober.Context context;
    private final Node node;
    private final Loop loop;
    private @Nullable Future<?> next;
    private @Nullable ProbeSession session;
    private boolean connecting;
    private boolean ended;
    private int turn;
    private long refusedNanos;

    NodeProbe(Prober.Context context, Node node, Loop loop) {
        this.context = context;
        this.node = node;
        this.loop = loop;
    }

    /** Whom it asks. */
    Node node() {
        return node;
    }

    /** Asks now, and from then on; from any thread. */
    void begin() {
        loop.execute(this::proceed);
    }

    /** Asks nothing any more; from any thread. */
    void end() {
        loop.execute(
                () -> {
                    ended = true;
                    cancelNext();
                    if (session != null) {
                        session.close();
                    }
                });
    }

    private ClusterSettings settings() {
        return context.settings().now().cluster();
    }

    private void proceed() {
        cancelNext();
        if (ended) {
            return;
        }
        boolean banned = context.findings().asked(node, loop.nanos()) instanceof Health.Banned;
        if (session != null) {
            session.askFacts();
        } else if (!connecting && !banned) {
            connect();
        }
        proceedLater(refusedNanos);
    }

    private void proceedLater(long leastNanos) {
        cancelNext();
        if (!ended) {
            long pause = Math.max(leastNanos, context.findings().pauseNanos(node, loop.nanos()));
            next = loop.executor().schedule(this::proceed, pause, TimeUnit.NANOSECONDS);
        }
    }

    private void cancelNext() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }

    // ---- connecting

    private void connect() {
        List<ProbeUsers.Login> logins = context.users().candidates();
        if (logins.isEmpty()) {
            return; // somebody may come
        }
        ProbeUsers.Login login = logins.get(Math.floorMod(turn, logins.size()));
        connecting = true;
        context.connector()
                .connectToAny(
                        loop,
                        new PoolKey(login.database(), login.user(), node),
                        settings().probeTimeout(),
                        Map.of("application_name", "howdah probe"),
                        gone -> {},
                        this);
    }

    @Override
    public void connected(Backend backend) {
        connecting = false;
        if (ended) {
            backend.close();
            return;
        }
        refusedNanos = 0;
        session = new ProbeSession(context, node, loop, backend, this::lost);
        session.begin();
    }

    /**
     * A server that refuses answers. Whoever was not let in may not be who should ask; so the next
     * one does, later and later.
     */
    @Override
    public void refused(ConnectFailure failure) {
        connecting = false;
        if (ended) {
            return;
        }
        String reason = failure.failure().message();
        if (failure.anotherNode()) {
            context.findings().missed(node, reason, loop.nanos());
        } else {
            turn++;
            long longest = settings().longestBan().toNanos();
            refusedNanos = Math.clamp(refusedNanos * 2, FIRST_REFUSAL_NANOS, longest);
            context.findings().refused(node, reason, loop.nanos());
        }
        proceedLater(refusedNanos);
    }

    private void lost(String reason) {
        session = null;
        if (!ended) {
            context.findings().missed(node, reason, loop.nanos());
            proceedLater(0);
        }
    }
}
