package io.howdah.sql;

/**
 * What a statement may do to the session it runs in, or to what others have prepared. Found by
 * words and names alone, so an effect may be told of a statement that has none; a function, trigger
 * or view of the user's own may have effects that no word tells.
 */
public enum SessionEffect {
    /**
     * {@code SET} and {@code RESET} of anything that outlasts the transaction: settings, role,
     * session authorization, time zone, session characteristics. {@code RESET ALL} is among them.
     */
    SETS,
    /** {@code SET LOCAL}, which ends with the transaction. */
    SETS_LOCAL,
    /**
     * May change a setting by a function, {@code set_config} or {@code setseed}, or by an update of
     * pg_settings.
     */
    CALLS_SET_CONFIG,
    LISTENS,
    /** SQL's {@code PREPARE}. */
    PREPARES,
    /** SQL's {@code EXECUTE}, also in {@code EXPLAIN} and {@code CREATE TABLE AS}. */
    EXECUTES,
    /** Makes a temporary object, or names the schema pg_temp. */
    CREATES_TEMPORARY,
    /** {@code DECLARE … WITH HOLD}. */
    HOLDS_CURSOR,
    /** Takes or gives back a session's advisory lock. */
    TAKES_SESSION_LOCK,
    /**
     * Makes the server keep something else for the session, by a function: a temporary replication
     * slot, a running base backup, a replication origin, dblink's connections.
     */
    KEEPS_SERVER_STATE,
    /** Calls {@code nextval} or {@code setval}, which {@code currval} then answers from. */
    ADVANCES_SEQUENCE,
    /** Calls {@code currval} or {@code lastval}. */
    READS_SEQUENCE_STATE,
    /** Calls {@code current_setting}, which tells what a session has set. */
    READS_SETTINGS,
    /** {@code LOAD} of a library. */
    LOADS,
    /**
     * Runs code that is given as a text or unknown: {@code DO}, {@code CALL}, functions such as
     * query_to_xml.
     */
    RUNS_CODE,
    /**
     * May change what a prepared statement means: {@code CREATE}, {@code ALTER}, {@code DROP},
     * {@code SELECT INTO}, {@code IMPORT}; {@code GRANT}, {@code REVOKE} and {@code REASSIGN} as
     * well, as a schema without the right to use it drops out of search_path.
     */
    DEFINES,
    DISCARDS_ALL,
    /** Drops all prepared statements: {@code DEALLOCATE ALL}, {@code DISCARD ALL}. */
    DISCARDS_STATEMENTS,
    /** {@code DEALLOCATE} of one name. */
    DEALLOCATES,
    RESETS_ALL,
    UNLISTENS_ALL,
    CLOSES_ALL,
    COPIES;

    /** The effect as a bit of a mask, which never leaves this process. */
    @SuppressWarnings("EnumOrdinal")
    int bit() {
        return 1 << ordinal();
    }
}
