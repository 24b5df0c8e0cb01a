package io.howdah.app.config;

import io.howdah.base.config.SettingComponent;
import io.howdah.base.config.SettingType;
import io.howdah.gateway.config.GatewaySettings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Writes {@code docs/configuration.md} from the settings records. */
public final class ConfigurationReference {
    private static final String HEAD =
            """
            # Configuration

            `howdah run --config howdah.yaml` reads one YAML file; `howdah check --config howdah.yaml` names
            everything that is wrong with it, with line and key. Unknown keys are errors.

            - Any value may hold `${NAME}` or `${NAME:-default}`, replaced by environment variables;
              `$${` stands for `${`.
            - A secret such as `password` may come from a file instead: `password-file: FILE`, without the
              newline at its end.
            - Files are relative to the folder of the configuration file.
            - Durations are written `50us`, `250ms`, `5s`, `10m`, `2h` or `1d`, sizes `512B`, `64KiB`,
              `10MiB` or `2GiB`.

            This page is written by `./howdah docs > docs/configuration.md`.

            ## A complete example

            """;

    private final StringBuilder page = new StringBuilder();
    private final Map<Class<?>, String> sections = new LinkedHashMap<>();

    private ConfigurationReference() {}

    /** The whole page, in Markdown. */
    public static String page() {
        ConfigurationReference reference = new ConfigurationReference();
        reference.page.append(HEAD).append("\n```yaml\n").append(example()).append("```\n");
        reference.section("", GatewaySettings.class);
        return reference.page.toString();
    }

    /** A configuration with every section, with comments. */
    static String example() {
        try (InputStream file =
                Objects.requireNonNull(
                        ConfigurationReference.class.getResourceAsStream("howdah.yaml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table of one record's keys, then the sections of the records in it. */
    private void section(String path, Class<? extends Record> type) {
        sections.put(type, path);
        page.append("\n## ").append(path.isEmpty() ? "Top level" : "`" + path + "`");
        page.append("\n\n| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
        for (SettingComponent component : SettingComponent.of(type)) {
            row(component);
        }
        for (SettingComponent component : SettingComponent.of(type)) {
            if (groupOf(component.type()) instanceof SettingType.Group(var group)) {
                String suffix = component.type() instanceof SettingType.Many ? "[]" : "";
                nested((path.isEmpty() ? "" : path + ".") + component.key() + suffix, group);
            }
        }
    }

    private void nested(String path, Class<? extends Record> type) {
        String same = sections.get(type);
        if (same == null) {
            section(path, type);
        } else {
            page.append("\n## `%s`\n\nThe same keys as `%s`.\n".formatted(path, same));
        }
    }

    private void row(SettingComponent component) {
        String fallback =
                component.fallback().isEmpty()
                        ? isRequired(component.type()) ? "required" : ""
                        : "`" + component.fallback() + "`";
        page.append("| `")
                .append(component.key())
                .append("` | ")
                .append(value(component.type()))
                .append(" | ")
                .append(fallback)
                .append(" | ")
                .append(component.meaning())
                .append(" |\n");
    }

    private static String value(SettingType type) {
        return switch (type) {
            case SettingType.Single single -> single.expected().replaceFirst(" such as .*", "");
            case SettingType.Maybe maybe -> value(maybe.value());
            case SettingType.Many many -> "a list of " + plural(value(many.element()));
            case SettingType.Named named -> "names with " + plural(value(named.value()));
            case SettingType.Group _ -> "a section";
        };
    }

    private static String plural(String value) {
        return value.startsWith("a ") ? value.substring(2) + "s" : value;
    }

    private static boolean isRequired(SettingType type) {
        return type instanceof SettingType.Single;
    }

    private static SettingType groupOf(SettingType type) {
        return switch (type) {
            case SettingType.Maybe maybe -> groupOf(maybe.value());
            case SettingType.Many many -> groupOf(many.element());
            case SettingType.Named named -> groupOf(named.value());
            case SettingType.Single _, SettingType.Group _ -> type;
        };
    }
}
