package io.howdah.gateway.control;

/**
 * Steers traffic while the gateway runs. Plain blocking calls, from any thread but an event loop.
 * What waits may be interrupted, and has then not happened to its end; what was begun stays.
 */
public interface Controls {
    /**
     * Lends no more backends; returns when all have come back and are closed. Clients wait.
     *
     * @throws ControlRefused when it is paused already
     */
    void pause(Target target) throws ControlRefused, InterruptedException;

    /**
     * Ends a pause, a suspension or what follows a {@link #kill}.
     *
     * @throws ControlRefused when nothing of that kind is the case
     */
    void resume(Target target) throws ControlRefused, InterruptedException;

    /** Refuses new clients, until {@link #enable}. */
    void disable(Target target) throws ControlRefused, InterruptedException;

    /** Takes new clients again. */
    void enable(Target target) throws ControlRefused, InterruptedException;

    /** Closes every backend once it comes back; new ones may be opened at once. */
    void reconnect(Target target) throws ControlRefused, InterruptedException;

    /** Ends clients and backends at once; new clients wait for {@link #resume}. */
    void kill(Target target) throws ControlRefused, InterruptedException;

    /**
     * Ends one client at once.
     *
     * @param id see {@link ClientSnapshot#id}
     */
    void killClient(int id) throws ControlRefused, InterruptedException;

    /** Returns when no backend is left that a reload or {@link #reconnect} has outdated. */
    void waitClose(Target target) throws ControlRefused, InterruptedException;

    /**
     * Takes nothing in any more, neither clients nor what they send; returns when what had come in
     * is answered. {@link #resume} of everything ends it.
     *
     * @throws ControlRefused when it took too long, and has been given up
     */
    void suspend() throws ControlRefused, InterruptedException;
}
