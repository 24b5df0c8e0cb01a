package io.howdah.gateway.internal.client;

/** What lies between a proven identity and ReadyForQuery. Confined to the client's loop. */
sealed interface Opening permits SessionOpening, RelayOpening, LocalOpening {
    void begin();

    /** The client has gone. */
    void abandon();
}
