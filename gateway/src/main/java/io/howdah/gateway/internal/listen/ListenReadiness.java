package io.howdah.gateway.internal.listen;

/** Whether a LISTEN can be sent. */
public enum ListenReadiness {
    /** The hub listens. */
    READY,
    /** Not yet; the host is told. */
    WAITING,
    /** The hub cannot: the client's own backend has to listen. */
    UNSERVED
}
