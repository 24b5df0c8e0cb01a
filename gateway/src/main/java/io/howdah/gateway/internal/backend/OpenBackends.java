package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.backend.BackendConnector.ConnectFailure;
import io.howdah.gateway.internal.backend.LoopPool.Context;

import java.util.ArrayList;
import java.util.List;

/**
 * The backends of one shard that are open or being opened, and when the next may be. Confined to
 * its loop.
 */
final class OpenBackends implements BackendConnector.Listener {
    private final LoopPool shard;
    private final Context context;
    private final List<Backend> backends = new ArrayList<>();
    private final Backoff backoff = new Backoff();
    private int connecting;

    OpenBackends(LoopPool shard, Context context) {
        this.shard = shard;
        this.context = context;
    }

    /** How many there are, those being opened included. */
    int count() {
        return backends.size() + connecting;
    }

    /** How many are being opened. */
    int connecting() {
        return connecting;
    }

    /** Those that have been opened. */
    List<Backend> opened() {
        return List.copyOf(backends);
    }

    int openedCount() {
        return backends.size();
    }

    /** Whether one is on its way out. */
    boolean isOneClosing() {
        return backends.stream().anyMatch(Backend::isClosing);
    }

    /** Whether the node, or PostgreSQL's refusal of this pool, has been left alone long enough. */
    boolean mayConnect(long now) {
        return backoff.isOver(now) && node().backoff().isOver(now);
    }

    private Node node() {
        return shard.pool().key().node();
    }

    /** Opens one; the caller has counted it among the pool's users. */
    void connect() {
        connecting++;
        context.metrics().backends.incrementAndGet();
        context.connector().connect(shard.loop(), shard.pool(), shard, this);
    }

    @Override
    public void connected(Backend backend) {
        connecting--;
        backends.add(backend);
        context.metrics().backendsOpened.increment();
        backoff.succeeded();
        node().backoff().succeeded();
        shard.opened(backend);
    }

    /** A node that cannot be reached is left alone by all; a database that is not there, here. */
    @Override
    public void refused(ConnectFailure failure) {
        connecting--;
        context.metrics().backendsRefused.increment();
        forget();
        (failure.anotherNode() ? node().backoff() : backoff).failed(shard.loop().nanos());
        shard.refused(failure);
    }

    /** The connection of {@code backend} has ended; false: it was none of these. */
    boolean remove(Backend backend) {
        boolean known = backends.remove(backend);
        if (known) {
            forget();
        }
        return known;
    }

    private void forget() {
        context.metrics().backends.decrementAndGet();
        if (shard.pool().users().decrementAndGet() == 0) {
            context.poolUnused().run();
        }
    }
}
