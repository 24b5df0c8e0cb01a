package io.howdah.app.importer;

import io.howdah.base.config.SettingComponent;
import io.howdah.base.config.SettingType;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys that a settings record and its sections have, with their defaults. */
final class KnownSettings {
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    private final Map<String, String> fallbacks = new HashMap<>();

    private KnownSettings() {}

    static KnownSettings of(Class<? extends Record> settings) {
        KnownSettings known = new KnownSettings();
        known.add("", settings);
        return known;
    }

    private void add(String prefix, Class<? extends Record> settings) {
        for (SettingComponent component : SettingComponent.of(settings)) {
            String key = prefix + component.key();
            fallbacks.put(key, component.fallback());
            section(component.type()).ifPresent(section -> add(key + ".", section));
        }
    }

    private static Optional<Class<? extends Record>> section(SettingType type) {
        return switch (type) {
            case SettingType.Group(Class<? extends Record> record) -> Optional.of(record);
            case SettingType.Maybe(SettingType value) -> section(value);
            case SettingType.Many(SettingType element) -> section(element);
            case SettingType.Named _, SettingType.Single _ -> Optional.empty();
        };
    }

    boolean has(String key) {
        return fallbacks.containsKey(key);
    }

    /** Whether {@code value} is what holds when {@code key} is not there. */
    boolean isFallback(String key, String value) {
        String fallback = fallbacks.getOrDefault(key, "");
        return fallback.equals(value) || (millis(value) >= 0 && millis(value) == millis(fallback));
    }

    private static long millis(String text) {
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches()) {
            return -1;
        }
        long amount = Long.parseLong(duration.group(1));
        return switch (duration.group(2)) {
            case "ms" -> amount;
            case "s" -> amount * 1_000;
            case "m" -> amount * 60_000;
            case "h" -> amount * 3_600_000;
            default -> amount * 86_400_000;
        };
    }
}
