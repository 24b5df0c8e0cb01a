package io.howdah.gateway.control;

import java.util.List;

/** Steers the process around the gateway: its end and its settings. From any thread but a loop. */
public interface ProcessControls {
    /** How the process ends. */
    enum Shutdown {
        /** At once. */
        IMMEDIATE,
        /** When the transactions that run now have ended; new clients are not taken. */
        WAIT_FOR_SERVERS,
        /** When all clients have left by themselves; new ones are not taken. */
        WAIT_FOR_CLIENTS
    }

    /** Asks for the end; returns at once. */
    void shutdown(Shutdown how) throws ControlRefused;

    /**
     * Reads the configuration again, all of it or nothing.
     *
     * @return what has changed, a line each
     * @throws ControlRefused when it is not valid; the failure's detail names every problem
     */
    List<String> reload() throws ControlRefused, InterruptedException;

    /**
     * Changes one setting until the next {@link #reload}.
     *
     * @param key as in the configuration, such as {@code pool.size}
     * @throws ControlRefused when there is no such setting, or it cannot be changed, or not to that
     */
    void set(String key, String value) throws ControlRefused, InterruptedException;

    /** Whether {@link #set} can change this setting. */
    boolean isChangeable(String key);

    /** The servers that the process has started. */
    default ServerControls servers() {
        return ServerControls.NONE;
    }
}
