package io.howdah.gateway.config;

import io.howdah.base.config.Setting;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Sockets other than where they listen on TCP. Keepalive is for clients and PostgreSQL alike. */
public record SocketSettings(
        @Setting(
                        "A directory for a Unix socket, .s.PGSQL.PORT, with the port of the first"
                                + " address in listen. libpq looks into /var/run/postgresql or"
                                + " /tmp.")
                Optional<Path> unixDir,
        @Setting(value = "Who may use the Unix socket, as chmod takes it.", fallback = "0777")
                FileMode unixMode,
        @Setting("The group that owns the Unix socket; absent: that of the process.")
                Optional<String> unixGroup,
        @Setting(
                        "Where a new process asks this one for its listening sockets, to go on"
                            + " without a connection refused: a path for a Unix socket, the same"
                            + " for both. Start the new one with run --take-over.")
                Optional<Path> takeOverPath,
        @Setting(
                        value =
                                "How long clients may stay after another process has taken over;"
                                        + " then they are drained. 0s: for ever.",
                        fallback = "1h")
                Duration takeOverTimeout,
        @Setting(value = "Connections that wait to be accepted.", fallback = "4096") int backlog,
        @Setting(
                        value =
                                "Idle time until the system asks whether the other side is still"
                                    + " there; 0s: the system's. Linux only, as the next three.",
                        fallback = "0s")
                Duration keepaliveIdle,
        @Setting(value = "Time between such questions; 0s: the system's.", fallback = "0s")
                Duration keepaliveInterval,
        @Setting(value = "Questions until the connection is lost; 0: the system's.", fallback = "0")
                int keepaliveCount,
        @Setting(
                        value =
                                "How long sent data may stay unacknowledged until the connection is"
                                        + " lost; 0s: the system's.",
                        fallback = "0s")
                Duration userTimeout) {
    /** What the reader makes of an empty mapping. */
    public static final SocketSettings DEFAULT =
            new SocketSettings(
                    Optional.empty(),
                    new FileMode(0777),
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofHours(1),
                    4_096,
                    Duration.ZERO,
                    Duration.ZERO,
                    0,
                    Duration.ZERO);

    public SocketSettings {
        Bounds.within(1, 65_535, "backlog", backlog);
        Bounds.within(0, 127, "keepalive-count", keepaliveCount);
    }
}
