package io.howdah.admin.internal.show;

import io.howdah.base.Secret;
import io.howdah.base.config.SettingComponent;
import io.howdah.gateway.config.GatewaySettings;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings by key, such as {@code pool.size}, as an operator would write them. */
final class SettingsValues {
    private final Map<String, Object> values = new TreeMap<>();
    private final Map<String, String> fallbacks = new TreeMap<>();

    private SettingsValues() {}

    static SettingsValues of(GatewaySettings settings) {
        SettingsValues values = new SettingsValues();
        values.add("", settings);
        return values;
    }

    private void add(String prefix, Record section) {
        List<SettingComponent> described = SettingComponent.of(section.getClass());
        RecordComponent[] components = section.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            String key = prefix + described.get(i).key();
            Object value = value(components[i], section);
            if (isSection(value)) {
                add(key + ".", (Record) value);
            } else {
                values.put(key, value);
                fallbacks.put(key, described.get(i).fallback());
            }
        }
    }

    private static Object value(RecordComponent component, Record section) {
        try {
            return component.getAccessor().invoke(section);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    /** A record that is written as one value has a parser of its own. */
    private static boolean isSection(Object value) {
        if (!(value instanceof Record)) {
            return false;
        }
        try {
            value.getClass().getMethod("parse", String.class);
            return false;
        } catch (NoSuchMethodException _) {
            return true;
        }
    }

    /** Every key, in alphabetical order. */
    Collection<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value as it is written in a howdah.yaml. */
    String text(String key) {
        return text(values.get(key));
    }

    /** The default as it is written there; empty when there is none. */
    String fallback(String key) {
        return fallbacks.getOrDefault(key, "");
    }

    /** The value as PgBouncer writes it: durations in seconds, truths as 0 and 1. */
    String plain(String key) {
        return switch (values.get(key)) {
            case Duration duration -> seconds(duration);
            case Boolean truth -> truth ? "1" : "0";
            case Collection<?> many -> joined(many, "");
            case null, default -> text(key);
        };
    }

    /** A number or a duration in seconds; 0 when there is no such setting. */
    long number(String key) {
        return switch (values.get(key)) {
            case Number number -> number.longValue();
            case Duration duration -> duration.toSeconds();
            case null, default -> 0;
        };
    }

    private static String seconds(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1_000 == 0
                ? Long.toString(millis / 1_000)
                : Double.toString(millis / 1_000.0);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Optional<?> maybe -> text(maybe.orElse(null));
            case Secret _ -> "***";
            case Duration duration -> durationText(duration);
            case Enum<?> constant -> Console.word(constant);
            case Collection<?> many -> joined(many, " ");
            default -> value.toString();
        };
    }

    /** Sections in a list are shown by their names; what is in them has tables of its own. */
    private static String joined(Collection<?> many, String space) {
        return String.join("," + space, many.stream().map(SettingsValues::item).toList());
    }

    private static String item(Object item) {
        return item instanceof Record section && isSection(item)
                ? text(value(section.getClass().getRecordComponents()[0], section))
                : text(item);
    }

    private static String durationText(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }
}
