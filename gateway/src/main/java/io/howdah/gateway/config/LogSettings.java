package io.howdah.gateway.config;

import io.howdah.base.config.Setting;

/** What the process says of itself on standard error. */
public record LogSettings(
        @Setting(value = "text, or json: one object a line.", fallback = "text") LogFormat format,
        @Setting(value = "debug, info, warning or error, and all above it.", fallback = "info")
                LogLevel level) {
    /** How a line is written. */
    public enum LogFormat {
        /** In columns, for people. */
        TEXT,
        /** As a JSON object, for programs. */
        JSON
    }

    /** How grave an event must be to be told. */
    public enum LogLevel {
        DEBUG,
        INFO,
        WARNING,
        ERROR
    }
}
