package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.Consistency;
import io.howdah.gateway.config.ReadsFrom;
import io.howdah.gateway.internal.backend.SessionSettings;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Howdah's own settings of a session, and what they may be set to. PostgreSQL keeps them as it does
 * any that have a dot in their name, so that they roll back, reset and end as others do; what they
 * are is checked here, in its words. An empty one is as good as none.
 */
final class OwnSettings {
    static final String ROUTE = "howdah.route";
    static final String CONSISTENCY = "howdah.consistency";
    static final String TOKEN = "howdah.token";

    private OwnSettings() {}

    /** What is wrong with the first that is; null: nothing. */
    static @Nullable Failure refusal(Map<String, String> values) {
        if (values.isEmpty()) {
            return null; // as nearly always
        }
        for (Map.Entry<String, String> entry : values.entrySet()) {
            Failure refusal = refusal(entry.getKey(), entry.getValue());
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /** What is wrong with setting {@code name} to {@code value}; null: nothing. */
    static @Nullable Failure refusal(String name, @Nullable String value) {
        if (value == null || value.isEmpty() || !name.startsWith(SessionSettings.OWN)) {
            return null;
        }
        return switch (name) {
            case ROUTE -> refusal(name, value, ReadsFrom.values());
            case CONSISTENCY -> refusal(name, value, Consistency.values());
            case TOKEN ->
                    TokenText.parse(value) == null
                            ? invalid(name, value).withHint("SHOW howdah.token gives one.")
                            : null;
            default ->
                    Failure.of(
                                    ErrorCode.UNDEFINED_OBJECT,
                                    "unrecognized configuration parameter \"" + name + "\"")
                            .withHint(
                                    "Howdah has "
                                            + ROUTE
                                            + ", "
                                            + CONSISTENCY
                                            + ", "
                                            + TOKEN
                                            + ".");
        };
    }

    private static @Nullable Failure refusal(String name, String value, Enum<?>[] all) {
        if (Arrays.stream(all).anyMatch(each -> each.name().equalsIgnoreCase(value))) {
            return null;
        }
        String available =
                Arrays.stream(all)
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return invalid(name, value).withHint("Available values: " + available + ".");
    }

    private static Failure invalid(String name, String value) {
        return Failure.of(
                ErrorCode.INVALID_PARAMETER_VALUE,
                "invalid value for parameter \"" + name + "\": \"" + value + "\"");
    }
}
