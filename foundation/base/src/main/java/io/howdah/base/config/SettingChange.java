package io.howdah.base.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One setting that differs between two versions of a configuration, for an operator to read.
 *
 * @param key where it is, as in {@code pool.size} or {@code users[app].pool.size}
 * @param before its value; empty if it was not there; secrets are masked
 * @param after its value; empty if it is not there any more
 */
public record SettingChange(String key, Optional<String> before, Optional<String> after) {
    /** All differences, in the order of the settings. */
    public static List<SettingChange> between(Record before, Record after) {
        List<SettingChange> changes = new ArrayList<>();
        compare("", before, after, changes);
        return List.copyOf(changes);
    }

    /** The name of the group it is in, or its own if it is in none. */
    public String topic() {
        int end = 0;
        while (end < key.length() && key.charAt(end) != '.' && key.charAt(end) != '[') {
            end++;
        }
        return key.substring(0, end);
    }

    private static void compare(
            String key, Object before, Object after, List<SettingChange> changes) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof Record old
                && old.getClass() == after.getClass()
                && !ScalarParser.reads(old.getClass())) {
            for (RecordComponent component : old.getClass().getRecordComponents()) {
                String name = SettingComponent.kebab(component.getName());
                compare(
                        RecordReader.join(key, name),
                        value(component, old),
                        value(component, after),
                        changes);
            }
        } else if (before instanceof List<?> old && after instanceof List<?> now) {
            compareNamed(key, named(old), named(now), changes);
        } else if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
            compareNamed(key, old, now, changes);
        } else {
            changes.add(new SettingChange(key, text(before), text(after)));
        }
    }

    private static void compareNamed(
            String key, Map<?, ?> before, Map<?, ?> after, List<SettingChange> changes) {
        before.forEach(
                (name, old) -> {
                    Object now = after.get(name);
                    String path = key + "[" + name + "]";
                    if (now == null) {
                        changes.add(new SettingChange(path, summary(old), Optional.empty()));
                    } else {
                        compare(path, old, now, changes);
                    }
                });
        after.forEach(
                (name, now) -> {
                    if (!before.containsKey(name)) {
                        changes.add(
                                new SettingChange(
                                        key + "[" + name + "]", Optional.empty(), summary(now)));
                    }
                });
    }

    /** Records go by their first component, their name; other elements by themselves. */
    private static Map<Object, Object> named(List<?> elements) {
        Map<Object, Object> named = new LinkedHashMap<>();
        for (Object element : elements) {
            Object name =
                    element instanceof Record group
                            ? value(group.getClass().getRecordComponents()[0], group)
                            : element;
            named.put(name, element);
        }
        return named;
    }

    private static Optional<String> summary(Object value) {
        return value instanceof Record && !ScalarParser.reads(value.getClass())
                ? Optional.of("as configured")
                : text(value);
    }

    private static Optional<String> text(Object value) {
        return value instanceof Optional<?> optional
                ? optional.map(SettingChange::written)
                : Optional.of(written(value));
    }

    private static String written(Object value) {
        return switch (value) {
            case Duration duration -> DurationText.of(duration);
            case Enum<?> constant -> SettingComponent.kebab(constant.name());
            default -> value.toString();
        };
    }

    private static Object value(RecordComponent component, Object group) {
        try {
            return component.getAccessor().invoke(group);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(component + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        if (before.isEmpty()) {
            return key + ": added";
        }
        return after.isEmpty()
                ? key + ": removed"
                : key + ": " + before.get() + " -> " + after.get();
    }
}
