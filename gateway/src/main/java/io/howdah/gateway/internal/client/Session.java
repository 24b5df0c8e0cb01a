package io.howdah.gateway.internal.client;

import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.internal.backend.PoolFilter;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Moment;

/**
 * A logged-in client, as the {@link ClientRegistry} knows it. Confined to its loop where nothing
 * else is said.
 */
sealed interface Session permits PooledSession, RelayedClient, LocalClient {
    /** The loop that it is confined to; from any thread. */
    Loop loop();

    /** The database it asked for; from any thread. */
    String database();

    /**
     * A cancel request with this client's key has come; from any thread.
     *
     * @param done run when nothing that the client asks from then on can be hit
     */
    void cancelRequested(Runnable done);

    /** Howdah is going down: end as soon as nothing is lost by it; from any thread. */
    void drain();

    /** An operator ends the clients of these pools at once; from any thread. */
    void endIfOf(PoolFilter pools);

    /** Ends at once. */
    void stop();

    /** Looks after what time changes. */
    void tick(long now);

    /** Takes in nothing more while {@code suspended}. */
    void suspend(boolean suspended);

    /** Whether what it sent has been answered. */
    boolean isSettled();

    /** What it is at. */
    ClientSnapshot describe(Moment moment);
}
