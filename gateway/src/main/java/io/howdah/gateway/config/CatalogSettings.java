package io.howdah.gateway.config;

import io.howdah.base.DataSize;
import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.time.Duration;
import java.util.List;

/**
 * How Howdah finds out what a database's functions, views and triggers do to a session. What is not
 * known is taken to do anything: its client keeps its backend.
 */
public record CatalogSettings(
        @Setting(
                        value =
                                "How often a database is asked whether its catalogue has changed;"
                                        + " after DDL through Howdah it is asked at once. 0s: never"
                                        + " read, nothing is known.",
                        fallback = "10s")
                Duration refreshPeriod,
        @Setting(
                        value =
                                "A catalogue that could not be confirmed for this time is not used"
                                        + " any more.",
                        fallback = "60s")
                Duration maxAge,
        @Setting(
                        value =
                                "The most functions and relations of a database; one with more is"
                                        + " not read. About 1 KiB each.",
                        fallback = "200000")
                int maxObjects,
        @Setting(value = "The most that reading a database may answer.", fallback = "256MiB")
                DataSize maxSize,
        @Setting(
                        "Functions and relations, as SCHEMA.NAME, that are known to leave the"
                                + " session as it is, whatever they look like.")
                List<String> harmless) {
    public CatalogSettings {
        harmless = List.copyOf(harmless);
        if (!refreshPeriod.isZero() && refreshPeriod.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidSetting("refresh-period", "must be 0s or at least 1s");
        }
        if (maxAge.compareTo(refreshPeriod.multipliedBy(2)) < 0) {
            throw new InvalidSetting("max-age", "must be at least twice refresh-period");
        }
        Bounds.atLeast(0, "max-objects", maxObjects);
        Bounds.within("1MiB", "1GiB", "max-size", maxSize);
        for (String name : harmless) {
            if (name.indexOf('.') < 1) {
                throw new InvalidSetting(
                        "harmless", name + " has no schema: write it as SCHEMA.NAME");
            }
        }
    }
}
