package io.howdah.gateway.internal.backend;

import io.howdah.base.error.ErrorCode;
import io.howdah.gateway.internal.backend.BackendConnector.ConnectFailure;
import io.howdah.gateway.internal.backend.BackendConnector.Wanted;
import io.howdah.gateway.internal.backend.LoopPool.Context;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The backends of one shard that are open or being opened, and when the next may be. Confined to
 * its loop.
 */
final class OpenBackends {
    /** Backends live a little shorter than they may, by a different time each. */
    private static final double SHORTEST_LIFE = 0.9;

    private final LoopPool shard;
    private final Context context;
    private final List<Backend> backends = new ArrayList<>();
    private final Set<Opening> openings = new HashSet<>();
    private final Backoff backoff = new Backoff();

    OpenBackends(LoopPool shard, Context context) {
        this.shard = shard;
        this.context = context;
    }

    // ---- what there is

    /** How many there are, those being opened included. */
    int count() {
        return backends.size() + openings.size();
    }

    /** How many are being opened. */
    int connecting() {
        return openings.size();
    }

    /** Those that have been opened. */
    List<Backend> opened() {
        return List.copyOf(backends);
    }

    int openedCount() {
        return backends.size();
    }

    /** How many are on their way out. */
    int closing() {
        int closing = 0;
        for (Backend backend : backends) {
            closing += backend.isClosing() ? 1 : 0;
        }
        return closing;
    }

    /** Whether none is of an earlier generation than this, nor at an address of the past. */
    boolean isNoneOlderThan(int generation) {
        return backends.stream().noneMatch(backend -> backend.life().isOlderThan(generation))
                && openings.stream().noneMatch(opening -> opening.generation - generation < 0);
    }

    // ---- opening and ending

    /** Whether the node, or PostgreSQL's refusal of this pool, has been left alone long enough. */
    boolean mayConnect(long now) {
        return backoff.isOver(now) && node().backoff().isOver(now);
    }

    private Node node() {
        return shard.pool().key().node();
    }

    /** Opens one; the caller has counted it among the pool's users and against its limits. */
    void connect() {
        Opening opening = new Opening(shard.pool().generation());
        openings.add(opening);
        context.metrics().backends.incrementAndGet();
        boolean reads = context.topology().primary() != shard.pool().key().node();
        Wanted role = reads ? Wanted.ANY : Wanted.PRIMARY;
        context.connector().connect(shard.loop(), shard.pool(), role, shard, opening);
    }

    private final class Opening implements BackendConnector.Listener {
        private final int generation;

        Opening(int generation) {
            this.generation = generation;
        }

        @Override
        public void connected(Backend backend) {
            openings.remove(this);
            backends.add(backend);
            shard.pool().opened().incrementAndGet();
            double share = context.randomness().nextDouble(SHORTEST_LIFE, 1);
            backend.life().begin(shard.loop().nanos(), generation, share);
            context.metrics().backendsOpened.increment();
            backoff.succeeded();
            node().backoff().succeeded();
            shard.opened(backend);
        }

        /** A node that cannot be reached is left alone by all; what is not there, only here. */
        @Override
        public void refused(ConnectFailure failure) {
            openings.remove(this);
            context.metrics().backendsRefused.increment();
            forget();
            Backoff affected = failure.anotherNode() ? node().backoff() : backoff;
            if (failure.failure().is(ErrorCode.CANNOT_CONNECT_NOW)) {
                affected.failedForNow(shard.loop().nanos());
            } else {
                affected.failed(shard.loop().nanos());
            }
            shard.refused(failure);
        }
    }

    /** The connection of {@code backend} has ended; false: it was none of these. */
    boolean remove(Backend backend) {
        boolean known = backends.remove(backend);
        if (known) {
            shard.pool().opened().decrementAndGet();
            forget();
        }
        return known;
    }

    private void forget() {
        context.metrics().backends.decrementAndGet();
        shard.pool().limits().give();
        shard.pool().leave();
    }
}
