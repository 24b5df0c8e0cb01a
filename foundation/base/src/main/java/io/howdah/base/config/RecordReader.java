package io.howdah.base.config;

import io.howdah.base.config.ConfigNode.Entry;
import io.howdah.base.config.ConfigNode.Mapping;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads nodes into the shapes of {@link SettingType}. A method returns null when it reported a
 * problem: reading goes on, so that all problems are found, but nothing is built on top of it.
 */
final class RecordReader {
    private final ScalarReader scalars;
    private final List<Problem> problems;

    RecordReader(ScalarReader scalars, List<Problem> problems) {
        this.scalars = scalars;
        this.problems = problems;
    }

    /** A record of {@code type}. */
    @Nullable Object group(Class<? extends Record> type, ConfigNode node, String path) {
        Mapping mapping = mapping(node, path);
        if (mapping == null) {
            return null;
        }
        List<SettingComponent> components = SettingComponent.of(type);
        KnownKeys keys = KnownKeys.of(type, components, mapping, path, problems);
        @Nullable Object[] values = new @Nullable Object[components.size()];
        boolean complete = true;
        for (int i = 0; i < values.length; i++) {
            values[i] = component(components.get(i), keys, mapping.position(), path);
            complete &= values[i] != null;
        }
        return complete ? construct(type, values, keys, mapping.position(), path) : null;
    }

    private @Nullable Object component(
            SettingComponent component, KnownKeys keys, Position parent, String path) {
        String key = join(path, component.key());
        Entry entry = keys.find(component.key());
        Entry file = component.isSecret() ? keys.find(component.fileKey()) : null;
        if (file != null) {
            if (entry != null) {
                return problem(
                        file.position(),
                        join(path, component.fileKey()),
                        component.key() + " is given too: keep one of them");
            }
            Object secret = scalars.readSecretFile(file.value(), join(path, component.fileKey()));
            return secret != null && component.type() instanceof SettingType.Maybe
                    ? Optional.of(secret)
                    : secret;
        }
        return entry == null
                ? absent(component, parent, key)
                : value(component.type(), entry.value(), key);
    }

    private @Nullable Object absent(SettingComponent component, Position parent, String path) {
        if (!component.fallback().isEmpty()) {
            return value(
                    component.type(), new ConfigNode.Scalar(parent, component.fallback()), path);
        }
        return switch (component.type()) {
            case SettingType.Single single ->
                    problem(parent, path, "is required: write " + single.expected());
            case SettingType.Maybe _ -> Optional.empty();
            case SettingType.Many _ -> List.of();
            case SettingType.Named _ -> Map.of();
            case SettingType.Group group -> group(group.type(), new ConfigNode.Empty(parent), path);
        };
    }

    private @Nullable Object value(SettingType type, ConfigNode node, String path) {
        return switch (type) {
            case SettingType.Single single -> scalars.read(single.type(), node, path);
            case SettingType.Maybe maybe -> {
                Object value = value(maybe.value(), node, path);
                yield value == null ? null : Optional.of(value);
            }
            case SettingType.Many many -> list(many.element(), node, path);
            case SettingType.Named named -> map(named.value(), node, path);
            case SettingType.Group group -> group(group.type(), node, path);
        };
    }

    private @Nullable Object list(SettingType element, ConfigNode node, String path) {
        if (node instanceof ConfigNode.Empty) {
            return List.of();
        }
        if (!(node instanceof ConfigNode.Sequence sequence)) {
            return problem(node.position(), path, "expected a list, each item after '- '");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            Object value = value(element, sequence.items().get(i), path + "[" + i + "]");
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() == sequence.items().size() ? List.copyOf(values) : null;
    }

    private @Nullable Object map(SettingType type, ConfigNode node, String path) {
        Mapping mapping = mapping(node, path);
        if (mapping == null) {
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        boolean complete = true;
        for (Entry entry : KnownKeys.once(mapping, path, problems)) {
            Object value = value(type, entry.value(), join(path, entry.key()));
            complete &= value != null;
            if (value != null) {
                values.put(entry.key(), value);
            }
        }
        return complete ? Map.copyOf(values) : null;
    }

    private @Nullable Mapping mapping(ConfigNode node, String path) {
        return switch (node) {
            case Mapping mapping -> mapping;
            case ConfigNode.Empty _ -> new Mapping(node.position(), List.of());
            case ConfigNode.Scalar _, ConfigNode.Sequence _ -> {
                problem(node.position(), path, "expected keys with values, as in 'key: value'");
                yield null;
            }
        };
    }

    private @Nullable Object construct(
            Class<? extends Record> type,
            @Nullable Object[] values,
            KnownKeys keys,
            Position parent,
            String path) {
        try {
            return SettingConstructor.of(type).newRecord(values);
        } catch (InvalidSetting e) {
            Entry entry = keys.find(e.key());
            return problem(
                    entry == null ? parent : entry.value().position(),
                    join(path, e.key()),
                    String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return problem(parent, path, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Object problem(Position position, String path, String message) {
        problems.add(new Problem(position, path, message));
        return null;
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
