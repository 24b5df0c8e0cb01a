package io.howdah.gateway.config;

import io.howdah.base.DataSize;
import io.howdah.base.config.Setting;

/** Bounds on clients and on what each may make Howdah hold. */
public record ClientSettings(
        @Setting(value = "The most clients at a time; the next gets 53300.", fallback = "10000")
                int max,
        @Setting(
                        value = "The most named prepared statements of one client; then 53400.",
                        fallback = "10000")
                int maxPreparedStatements,
        @Setting(
                        value =
                                "A statement text up to this size is read whole to see what it"
                                        + " does; a longer one passes through in pieces and keeps"
                                        + " its backend.",
                        fallback = "1MiB")
                DataSize inspectLimit,
        @Setting(
                        value =
                                "Bytes waiting for a slow reader before its sender is not read"
                                        + " any more.",
                        fallback = "64KiB")
                DataSize writeBuffer,
        @Setting(
                        value =
                                "The most clients with a backend of their own at a time: for"
                                        + " replication, and for start-up options that only a"
                                        + " backend start can take; then 53300.",
                        fallback = "20")
                int maxDedicated,
        @Setting(
                        value =
                                "Bytes of notifications that wait for a client in a transaction,"
                                        + " or for a slow reader, before it is ended with 54000.",
                        fallback = "1MiB")
                DataSize notificationBuffer,
        @Setting(
                        value =
                                "Whether what a client sets and prepares by SQL stays with it in"
                                    + " transaction mode, whichever backend serves it. false: as"
                                    + " with other poolers, it stays on the backend and reaches"
                                    + " whoever is next.",
                        fallback = "true")
                boolean trackSessions) {
    public ClientSettings {
        Bounds.atLeast(1, "max", max);
        Bounds.atLeast(1, "max-prepared-statements", maxPreparedStatements);
        Bounds.atLeast(0, "max-dedicated", maxDedicated);
        Bounds.within("16KiB", "1GiB", "notification-buffer", notificationBuffer);
        Bounds.within("16KiB", "64MiB", "inspect-limit", inspectLimit);
        Bounds.within("4KiB", "64MiB", "write-buffer", writeBuffer);
    }

    static void checkMaxClients(int maxClients) {
        Bounds.atLeast(1, "max-clients", maxClients);
    }
}
