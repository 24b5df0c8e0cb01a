package io.howdah.gateway.control;

import io.howdah.wire.BackendMessage;
import io.howdah.wire.FrontendMessage;

import java.util.List;
import java.util.Map;

/**
 * A session that the process itself serves. Used by one thread at a time, never an event loop, so
 * that it may block.
 */
public interface LocalSession {
    /** What the client is told by ParameterStatus when it has logged in. */
    Map<String, String> parameters();

    /**
     * Answers one message; Terminate never comes here.
     *
     * @throws InterruptedException when the client has cancelled or gone, and the session did not
     *     answer that itself
     */
    List<BackendMessage> receive(FrontendMessage message) throws InterruptedException;

    /** The client has gone. Called once, after everything else. */
    void close();
}
