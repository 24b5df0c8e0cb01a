package io.howdah.base.config;

import io.howdah.base.Secret;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * One component of a settings record, as an operator sees it.
 *
 * @param key its key in kebab-case
 * @param type what may be written there
 * @param meaning its documentation; empty when it has none
 * @param fallback used when the key is absent, as written in YAML; empty when there is none
 */
public record SettingComponent(String key, SettingType type, String meaning, String fallback) {
    /** The components of {@code settings}, in their order. */
    public static List<SettingComponent> of(Class<? extends Record> settings) {
        return Arrays.stream(settings.getRecordComponents()).map(SettingComponent::of).toList();
    }

    private static SettingComponent of(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        return new SettingComponent(
                kebab(component.getName()),
                SettingType.of(component.getGenericType()),
                setting == null ? "" : setting.value(),
                setting == null ? "" : setting.fallback());
    }

    /** {@code queryTimeout} and {@code QUERY_TIMEOUT} as {@code query-timeout}. */
    static String kebab(String name) {
        StringBuilder kebab = new StringBuilder(name.length() + 8);
        char before = '_';
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (Character.isUpperCase(letter) && isLowerOrDigit(before)) {
                kebab.append('-');
            }
            kebab.append(letter == '_' ? '-' : Character.toLowerCase(letter));
            before = letter;
        }
        return kebab.toString();
    }

    private static boolean isLowerOrDigit(char letter) {
        return Character.isLowerCase(letter) || Character.isDigit(letter);
    }

    /** Whether it holds a secret, which may then come from the file named by {@link #fileKey}. */
    public boolean isSecret() {
        SettingType value = type instanceof SettingType.Maybe maybe ? maybe.value() : type;
        return value instanceof SettingType.Single single && single.type() == Secret.class;
    }

    /** The key that names a file with the secret. */
    public String fileKey() {
        return key + "-file";
    }
}
