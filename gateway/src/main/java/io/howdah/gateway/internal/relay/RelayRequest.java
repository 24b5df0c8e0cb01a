package io.howdah.gateway.internal.relay;

import java.util.Map;

/**
 * What a client that is to have a backend of its own asks for.
 *
 * @param parameters of its start-up packet, without user and database
 */
public record RelayRequest(String database, String user, Map<String, String> parameters) {
    /** Copies {@code parameters}. */
    public RelayRequest {
        parameters = Map.copyOf(parameters);
    }
}
