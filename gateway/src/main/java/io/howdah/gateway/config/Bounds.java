package io.howdah.gateway.config;

import io.howdah.base.DataSize;
import io.howdah.base.config.InvalidSetting;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Refuses values of settings that are out of bounds, and tells the bounds. */
final class Bounds {
    private Bounds() {}

    static void atLeast(int least, String key, int value) {
        if (value < least) {
            throw new InvalidSetting(key, "must be at least " + least + ", not " + value);
        }
    }

    static void within(int least, int most, String key, int value) {
        if (value < least || value > most) {
            throw new InvalidSetting(
                    key, "must be within " + least + ".." + most + ", not " + value);
        }
    }

    /** Takes the bounds as {@link DataSize#parse} does. */
    static void within(String least, String most, String key, DataSize value) {
        if (value.bytes() < DataSize.parse(least).bytes()
                || value.bytes() > DataSize.parse(most).bytes()) {
            throw new InvalidSetting(
                    key, "must be within " + least + ".." + most + ", not " + value);
        }
    }

    static void within(Duration least, Duration most, String key, Duration value) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidSetting(
                    key,
                    "must be within "
                            + micros(least)
                            + ".."
                            + micros(most)
                            + ", not "
                            + micros(value));
        }
    }

    private static String micros(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration) + "us";
    }

    static void longerThanZero(String key, Duration value) {
        if (!value.isPositive()) {
            throw new InvalidSetting(key, "must be longer than 0");
        }
    }
}
