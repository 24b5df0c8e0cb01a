package io.howdah.sql;

import java.util.Optional;

/** What {@code SET}, {@code RESET}, {@code SHOW}, {@code DISCARD} and {@code ALTER … SET} do. */
public sealed interface SettingAction extends SessionAction {
    /**
     * Sets one setting. {@code SET TIME ZONE} sets timezone, {@code SET NAMES} client_encoding,
     * {@code SET SCHEMA} search_path, {@code SET ROLE} role, {@code SET SESSION AUTHORIZATION}
     * session_authorization, {@code SET XML OPTION} xmloption.
     *
     * @param value what {@code set_config} takes to the same effect: a list as one text, its
     *     elements quoted where PostgreSQL does so; empty if the text does not tell
     * @param local {@code SET LOCAL}: ends with the transaction
     */
    record SetValue(String name, Optional<String> value, boolean local) implements SettingAction {}

    /** Sets one setting to the session's default, as {@link Reset} does if it is not local. */
    record SetDefault(String name, boolean local) implements SettingAction {}

    /**
     * {@code SET SESSION CHARACTERISTICS}: sets default_transaction_isolation,
     * default_transaction_read_only and default_transaction_deferrable as far as mentioned.
     */
    record SetCharacteristics(TransactionModes modes) implements SettingAction {}

    /** Sets one setting to the session's default. */
    record Reset(String name) implements SettingAction {}

    /** Sets all settings to the session's defaults, but for role and session authorization. */
    record ResetAll() implements SettingAction {}

    /**
     * {@code ALTER ROLE}, {@code ALTER DATABASE} or {@code ALTER SYSTEM} with {@code SET} or {@code
     * RESET}: changes what sessions begin with, and leaves this one as it is.
     *
     * @param role whose sessions; empty: everybody's, or those of a role that the text does not
     *     name
     * @param database where; empty: in all databases, or not told for {@code role}
     */
    record ChangeStart(Optional<String> role, Optional<String> database) implements SettingAction {}

    /** Shows one setting, or {@code all}. */
    record Show(String name) implements SettingAction {}

    /** Gives up what the session holds. */
    record Discard(Target target) implements SettingAction {}

    /** What to give up. */
    enum Target {
        ALL,
        PLANS,
        SEQUENCES,
        TEMP
    }
}
