package io.howdah.gateway.config;

import io.howdah.base.DataSize;
import io.howdah.base.config.InvalidSetting;
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
        if (max < 1) {
            throw new InvalidSetting("max", "must be at least 1, not " + max);
        }
        if (maxPreparedStatements < 1) {
            throw new InvalidSetting(
                    "max-prepared-statements", "must be at least 1, not " + maxPreparedStatements);
        }
        if (maxDedicated < 0) {
            throw new InvalidSetting("max-dedicated", "must not be negative, not " + maxDedicated);
        }
        if (notificationBuffer.bytes() < 16_384 || notificationBuffer.bytes() > 1 << 30) {
            throw new InvalidSetting("notification-buffer", "must be within 16KiB..1GiB");
        }
        if (inspectLimit.bytes() < 16_384 || inspectLimit.bytes() > 1 << 26) {
            throw new InvalidSetting("inspect-limit", "must be within 16KiB..64MiB");
        }
        if (writeBuffer.bytes() < 4_096 || writeBuffer.bytes() > 1 << 26) {
            throw new InvalidSetting("write-buffer", "must be within 4KiB..64MiB");
        }
    }

    static void checkMaxClients(int maxClients) {
        if (maxClients < 1) {
            throw new InvalidSetting("max-clients", "must be at least 1, not " + maxClients);
        }
    }
}
