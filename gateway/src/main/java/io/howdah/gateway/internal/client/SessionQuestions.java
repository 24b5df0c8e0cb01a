package io.howdah.gateway.internal.client;

import io.howdah.sql.SqlLiteral;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a backend is asked about the session it serves: one query, whose rows hold what they are
 * about, a name and a value.
 */
final class SessionQuestions {
    private static final String SETTING = "s";
    private static final String PREPARED = "p";
    private static final String PIN = "h";

    /** Custom settings and who one is are not in pg_settings; any session can set them. */
    private static final String OWN =
            " WHERE pg_catalog.strpos(n, '.') > 0 OR n IN ('role', 'session_authorization') OR n IN"
                    + " (SELECT pg_catalog.lower(name) FROM pg_catalog.pg_settings WHERE source ="
                    + " 'session')";

    private SessionQuestions() {}

    /**
     * What was found.
     *
     * @param settings their values, those that exist
     * @param prepared the statements that SQL's PREPARE has made, by name, with what was sent;
     *     empty where that was not asked
     * @param pins the names of those that are still needed
     */
    record Answer(Map<String, String> settings, Map<String, String> prepared, Set<String> pins) {}

    /**
     * The query.
     *
     * @param onlyOwn leaves out settings that the session has not set; asked for where a SET may
     *     have failed, as its setting may be one that no session can set or reset
     * @param prepared null: not asked for; else the names of those whose texts are
     */
    static String sql(
            Set<String> settings, boolean onlyOwn, @Nullable Set<String> prepared, Set<Pin> pins) {
        List<String> parts = new ArrayList<>();
        if (!settings.isEmpty()) {
            parts.add(
                    "SELECT '"
                            + SETTING
                            + "', n, pg_catalog.current_setting(n, true) FROM"
                            + " pg_catalog.unnest("
                            + array(settings)
                            + ") n"
                            + (onlyOwn ? OWN : ""));
        }
        if (prepared != null) {
            parts.add(
                    "SELECT '"
                            + PREPARED
                            + "', name, CASE WHEN name = ANY ("
                            + array(prepared)
                            + ") THEN statement END FROM pg_catalog.pg_prepared_statements WHERE"
                            + " from_sql");
        }
        for (Pin pin : pins) {
            parts.add("SELECT '" + PIN + "', '" + pin.name() + "', NULL WHERE " + pin.check());
        }
        return parts.isEmpty() ? "" : String.join(" UNION ALL ", parts);
    }

    private static String array(Set<String> texts) {
        return texts.stream()
                .sorted()
                .map(SqlLiteral::of)
                .collect(Collectors.joining(",", "ARRAY[", "]::pg_catalog.text[]"));
    }

    /** Reads its rows. */
    static Answer read(List<List<@Nullable String>> rows) {
        Answer answer = new Answer(new HashMap<>(), new HashMap<>(), new HashSet<>());
        for (List<@Nullable String> row : rows) {
            String name = row.get(1);
            String value = row.get(2);
            if (name == null) {
                continue;
            }
            switch (String.valueOf(row.get(0))) {
                case SETTING -> {
                    if (value != null) {
                        answer.settings().put(name, value);
                    }
                }
                case PREPARED -> answer.prepared().put(name, value == null ? "" : value);
                case PIN -> answer.pins().add(name);
                default -> {}
            }
        }
        return answer;
    }
}
