package io.howdah.gateway.control;

import java.util.Map;

/**
 * Who opens a session at a local database.
 *
 * @param settings what the start-up packet asks for, such as {@code application_name}
 */
public record LocalLogin(String user, String database, Map<String, String> settings) {
    public LocalLogin {
        settings = Map.copyOf(settings);
    }
}
