package io.howdah.gateway.internal.backend;

/**
 * Whoever has a request on a backend that serves others at the same time; one at a time. All it may
 * ask there is what can be asked again without anybody seeing it.
 */
public interface Sharer extends Requester {
    /** What the server reports is known now, before its answer begins. */
    void reported(Share share);

    /**
     * Its request has to be sent again, on another backend: nothing has been answered, and whatever
     * comes is swallowed.
     */
    void displaced();

    /** It has {@code backend} to itself from now on, and its answer comes there. */
    void settled(Backend backend);
}
