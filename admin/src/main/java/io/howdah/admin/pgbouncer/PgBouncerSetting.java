package io.howdah.admin.pgbouncer;

import java.util.List;
import java.util.Optional;

/**
 * A setting of PgBouncer's, and what stands for it here.
 *
 * @param name in {@code pgbouncer.ini}
 * @param fallback its default there; empty when there is none
 * @param unit how its value is written
 * @param key Howdah's key; empty when there is none, or when it takes more than copying
 * @param remark what an operator should know when there is no key
 */
public record PgBouncerSetting(String name, String fallback, Unit unit, String key, String remark) {
    /** How a value is written there, which decides how it is written here. */
    public enum Unit {
        /** The same here. */
        TEXT,
        /** The same here. */
        NUMBER,
        /** Seconds; here a duration. */
        SECONDS,
        /** 0 or 1; here false or true. */
        SWITCH,
        /** Names with commas between them; here a list. */
        NAMES,
        /** Names with colons between them; here a list. */
        CIPHERS,
        /** Versions; here the oldest of them. */
        PROTOCOLS
    }

    /** Every setting of PgBouncer 1.25, in alphabetical order. */
    public static List<PgBouncerSetting> all() {
        return PgBouncerSettings.ALL;
    }

    /** The setting of this name in PgBouncer 1.25. */
    public static Optional<PgBouncerSetting> named(String name) {
        return PgBouncerSettings.ALL.stream().filter(each -> each.name.equals(name)).findFirst();
    }

    /** Whether {@link #key} says what stands for it. */
    public boolean hasKey() {
        return !key.isEmpty();
    }

    /** {@code value}, as it is written there, in the words of a howdah.yaml. */
    public String translate(String value) {
        return switch (unit) {
            case TEXT, NUMBER, NAMES, CIPHERS -> value;
            case SECONDS -> seconds(value);
            case SWITCH -> Boolean.toString(isOn(value));
            case PROTOCOLS -> oldestVersion(value);
        };
    }

    private static String seconds(String value) {
        double seconds = Double.parseDouble(value);
        return seconds == Math.rint(seconds)
                ? (long) seconds + "s"
                : Math.round(seconds * 1_000) + "ms";
    }

    private static boolean isOn(String value) {
        return switch (value) {
            case "1", "on", "yes", "true" -> true;
            default -> false;
        };
    }

    private static String oldestVersion(String value) {
        boolean onlyNewest = value.contains("1.3") && !value.contains("1.2");
        return onlyNewest ? "1.3" : "1.2";
    }
}
