package io.howdah.gateway.internal.listen;

import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendLoss;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.Requester;
import io.howdah.gateway.internal.net.Outbox;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a backend on which a client has notified from the next client until the hub has heard of
 * that, see {@link ListenHub#fence}. Confined to the backend's loop.
 */
public final class FencedReturn implements Requester {
    private final LoopPool pool;
    private final Backend backend;
    private boolean lost;

    private FencedReturn(LoopPool pool, Backend backend) {
        this.pool = pool;
        this.backend = backend;
    }

    /** Gives {@code backend} back to {@code pool} then. */
    public static void of(LoopPool pool, Backend backend, ListenHub hub) {
        FencedReturn keeper = new FencedReturn(pool, backend);
        backend.lend(keeper);
        hub.fence(pool.loop(), keeper::finish);
    }

    private void finish() {
        if (!lost) {
            pool.release(backend);
        }
    }

    @Override
    public @Nullable Outbox outbox() {
        return null;
    }

    @Override
    public void ended(Exchange exchange) {}

    @Override
    public void lost(BackendLoss loss) {
        lost = true;
    }
}
