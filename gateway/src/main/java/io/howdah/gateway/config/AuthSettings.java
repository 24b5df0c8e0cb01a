package io.howdah.gateway.config;

import io.howdah.base.config.Setting;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How clients log in. */
public record AuthSettings(
        @Setting(value = "trust or scram; trust only on a loopback address.", fallback = "scram")
                AuthMethod method,
        @Setting(
                        "More users, one \"name\" \"password or SCRAM secret\" a line, as in"
                                + " PgBouncer's userlist.txt.")
                Optional<Path> usersFile,
        @Setting(value = "How long a client may take to log in.", fallback = "15s")
                Duration timeout) {}
