package io.howdah.embedded;

import io.howdah.base.config.InvalidSetting;

import java.nio.file.Path;

/**
 * What kind of cluster to start, and where.
 *
 * @param data the folder that holds everything: one data directory and log a server, ports, lock;
 *     made when it is missing, reused when it is not
 * @param replicas streaming replicas beside the primary, 0 to {@value #MAX_REPLICAS}
 */
public record ClusterSettings(Path data, int replicas) {
    /** More than this on one machine is a mistake, not a cluster. */
    public static final int MAX_REPLICAS = 16;

    public ClusterSettings {
        if (replicas < 0 || replicas > MAX_REPLICAS) {
            throw new InvalidSetting(
                    "replicas", replicas + " is not within 0.." + MAX_REPLICAS + " replicas");
        }
    }
}
