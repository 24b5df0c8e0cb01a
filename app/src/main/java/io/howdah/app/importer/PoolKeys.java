package io.howdah.app.importer;

import io.howdah.admin.pgbouncer.PgBouncerSetting;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies what a database or user of PgBouncer has of its own, under the keys that stand for it. For
 * one section of the configuration.
 */
final class PoolKeys {
    /** Other names of settings of the whole process, whose keys are then those of the section. */
    private static final Map<String, String> GLOBAL_NAMES =
            Map.of(
                    "pool_size", "default_pool_size",
                    "reserve_pool", "reserve_pool_size");

    /** What a section has beside the settings of its pools. */
    private static final Map<String, String> OWN_KEYS =
            Map.of(
                    "max_db_connections", "max-backends",
                    "max_user_connections", "max-backends",
                    "max_db_client_connections", "max-clients",
                    "max_user_client_connections", "max-clients");

    private final KnownSettings known;
    private final String section;
    private final List<String> notes;

    /**
     * @param section such as {@code databases}
     */
    PoolKeys(KnownSettings known, String section, List<String> notes) {
        this.known = known;
        this.section = section;
        this.notes = notes;
    }

    /** Copies {@code name = value} of {@code owner} into {@code target}; notes it if it cannot. */
    void copy(String owner, String name, String value, Map<String, String> target) {
        String own = OWN_KEYS.getOrDefault(name, "");
        if (!own.isEmpty() && known.has(section + "." + own)) {
            if (!value.equals("0")) {
                target.put(own, value);
            }
            return;
        }
        Optional<PgBouncerSetting> setting =
                PgBouncerSetting.named(GLOBAL_NAMES.getOrDefault(name, name))
                        .filter(each -> each.key().startsWith("pool."))
                        .filter(each -> known.has(section + "." + each.key()));
        try {
            if (setting.isPresent()) {
                target.put(setting.get().key(), setting.get().translate(value));
                return;
            }
        } catch (NumberFormatException _) {
            // Noted below, as what is not known is.
        }
        notes.add(owner + ": " + name + " = " + value + " has no counterpart");
    }
}
