package io.howdah.base.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:-default}} by environment variables. A dollar sign
 * before such a reference keeps it as it is, without that dollar sign.
 */
final class Interpolation {
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "(?<escaped>\\$\\$\\{)|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)"
                            + "(?::-(?<fallback>[^}]*))?}|(?<broken>\\$\\{)");

    private final Map<String, String> environment;

    Interpolation(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Whether {@code text} has anything to replace, and its value so must not be shown. */
    static boolean concerns(String text) {
        return text.contains("${");
    }

    /**
     * The text with every reference replaced.
     *
     * @throws IllegalArgumentException when a variable without default is not set, or a reference
     *     cannot be read; the message shows no variable's value
     */
    String apply(String text) {
        return concerns(text)
                ? REFERENCE
                        .matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(value((Matcher) found)))
                : text;
    }

    private String value(Matcher found) {
        if (found.group("escaped") != null) {
            return "${";
        }
        if (found.group("broken") != null) {
            throw new IllegalArgumentException(
                    "has a '${' that is not ${NAME} or ${NAME:-default}; write $${ for the"
                            + " characters themselves");
        }
        String name = found.group("name");
        String value = environment.get(name);
        if (value == null) {
            value = found.group("fallback");
        }
        if (value == null) {
            throw new IllegalArgumentException("environment variable " + name + " is not set");
        }
        return value;
    }
}
