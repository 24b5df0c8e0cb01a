package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.net.Loop;

/** A logged-in client, as the registry knows it. */
sealed interface Session permits Client, RelayedClient {
    /** The loop that it is confined to. */
    Loop loop();

    /**
     * A cancel request with this client's key has come; from any thread.
     *
     * @param done run when nothing that the client asks from then on can be hit
     */
    void cancelRequested(Runnable done);

    /** Howdah is going down: end as soon as nothing is lost by it; from any thread. */
    void drain();

    /** Howdah stops now: from its loop. */
    void stop();

    /** Looks after what time changes. */
    void tick(long now);
}
