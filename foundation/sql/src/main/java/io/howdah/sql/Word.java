package io.howdah.sql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The words that tell what a statement does: key words that open one, key words inside one, and
 * names of functions and relations with an effect on the session. It is not PostgreSQL's list of
 * key words, of which most tell nothing.
 */
enum Word {
    /** Any other word. */
    NONE,

    SELECT(StatementKind.SELECT),
    INSERT(StatementKind.INSERT),
    UPDATE(StatementKind.UPDATE),
    DELETE(StatementKind.DELETE),
    MERGE(StatementKind.MERGE),
    VALUES(StatementKind.VALUES),
    TABLE(StatementKind.TABLE),
    WITH(StatementKind.WITH),
    BEGIN(StatementKind.BEGIN),
    START(StatementKind.UNKNOWN),
    COMMIT(StatementKind.COMMIT),
    END(StatementKind.COMMIT),
    ROLLBACK(StatementKind.ROLLBACK),
    ABORT(StatementKind.ROLLBACK),
    SAVEPOINT(StatementKind.SAVEPOINT),
    RELEASE(StatementKind.RELEASE),
    SET(StatementKind.SET),
    RESET(StatementKind.RESET, SessionEffect.SETS),
    SHOW(StatementKind.SHOW),
    PREPARE(StatementKind.PREPARE),
    EXECUTE(StatementKind.EXECUTE, SessionEffect.EXECUTES),
    DEALLOCATE(StatementKind.DEALLOCATE),
    DISCARD(StatementKind.DISCARD),
    LISTEN(StatementKind.LISTEN, SessionEffect.LISTENS),
    UNLISTEN(StatementKind.UNLISTEN),
    NOTIFY(StatementKind.NOTIFY),
    DECLARE(StatementKind.DECLARE),
    FETCH(StatementKind.FETCH),
    MOVE(StatementKind.MOVE),
    CLOSE(StatementKind.CLOSE),
    COPY(StatementKind.COPY, SessionEffect.COPIES),
    LOCK(StatementKind.LOCK),
    EXPLAIN(StatementKind.EXPLAIN),
    DO(StatementKind.DO, SessionEffect.RUNS_CODE),
    CALL(StatementKind.CALL, SessionEffect.RUNS_CODE),
    LOAD(StatementKind.LOAD, SessionEffect.LOADS),
    VACUUM(StatementKind.VACUUM),
    ANALYZE(StatementKind.ANALYZE),
    ANALYSE(StatementKind.ANALYZE),
    CREATE(StatementKind.DDL, SessionEffect.DEFINES),
    ALTER(StatementKind.DDL, SessionEffect.DEFINES),
    DROP(StatementKind.DDL, SessionEffect.DEFINES),
    IMPORT(StatementKind.DDL, SessionEffect.DEFINES),
    GRANT(StatementKind.DDL, SessionEffect.DEFINES),
    REVOKE(StatementKind.DDL, SessionEffect.DEFINES),
    REASSIGN(StatementKind.DDL, SessionEffect.DEFINES),
    COMMENT(StatementKind.DDL),
    SECURITY(StatementKind.DDL),
    TRUNCATE(StatementKind.DDL),
    CHECKPOINT(StatementKind.UTILITY),
    CLUSTER(StatementKind.UTILITY),
    REFRESH(StatementKind.UTILITY),
    REINDEX(StatementKind.UTILITY),

    ALL,
    AS,
    ATOMIC,
    CASE,
    CONSTRAINTS,
    FUNCTION,
    GLOBAL,
    HOLD,
    INTO,
    LOCAL,
    PREPARED,
    PROCEDURE,
    REPLACE,
    SESSION,
    TEMP,
    TEMPORARY,
    TO,
    TRANSACTION,
    WORK,

    /** The schema of a session's temporary objects; {@code pg_temp_12} and the like are it, too. */
    PG_TEMP,
    /** The view whose update sets. */
    PG_SETTINGS,

    SET_CONFIG(SessionEffect.CALLS_SET_CONFIG),
    SETSEED(SessionEffect.CALLS_SET_CONFIG),
    CURRENT_SETTING(SessionEffect.READS_SETTINGS),
    CURRVAL(SessionEffect.READS_SEQUENCE_STATE),
    LASTVAL(SessionEffect.READS_SEQUENCE_STATE),
    NEXTVAL(SessionEffect.ADVANCES_SEQUENCE),
    SETVAL(SessionEffect.ADVANCES_SEQUENCE),
    PG_ADVISORY_LOCK(SessionEffect.TAKES_SESSION_LOCK),
    PG_ADVISORY_LOCK_SHARED(SessionEffect.TAKES_SESSION_LOCK),
    PG_TRY_ADVISORY_LOCK(SessionEffect.TAKES_SESSION_LOCK),
    PG_TRY_ADVISORY_LOCK_SHARED(SessionEffect.TAKES_SESSION_LOCK),
    PG_ADVISORY_UNLOCK(SessionEffect.TAKES_SESSION_LOCK),
    PG_ADVISORY_UNLOCK_SHARED(SessionEffect.TAKES_SESSION_LOCK),
    PG_ADVISORY_UNLOCK_ALL(SessionEffect.TAKES_SESSION_LOCK),
    PG_BACKUP_START(SessionEffect.KEEPS_SERVER_STATE),
    PG_START_BACKUP(SessionEffect.KEEPS_SERVER_STATE),
    PG_CREATE_LOGICAL_REPLICATION_SLOT(SessionEffect.KEEPS_SERVER_STATE),
    PG_CREATE_PHYSICAL_REPLICATION_SLOT(SessionEffect.KEEPS_SERVER_STATE),
    PG_COPY_LOGICAL_REPLICATION_SLOT(SessionEffect.KEEPS_SERVER_STATE),
    PG_COPY_PHYSICAL_REPLICATION_SLOT(SessionEffect.KEEPS_SERVER_STATE),
    PG_REPLICATION_ORIGIN_SESSION_SETUP(SessionEffect.KEEPS_SERVER_STATE),
    DBLINK_CONNECT(SessionEffect.KEEPS_SERVER_STATE),
    DBLINK_CONNECT_U(SessionEffect.KEEPS_SERVER_STATE),
    QUERY_TO_XML(SessionEffect.RUNS_CODE),
    QUERY_TO_XMLSCHEMA(SessionEffect.RUNS_CODE),
    QUERY_TO_XML_AND_XMLSCHEMA(SessionEffect.RUNS_CODE),
    TS_STAT(SessionEffect.RUNS_CODE);

    private final StatementKind opens;
    private final int effectsOpening;
    private final int effectsCalled;

    Word() {
        this(StatementKind.UNKNOWN, 0, 0);
    }

    /**
     * A word that opens a statement without an effect, or whose effect depends on the words after
     * it.
     */
    Word(StatementKind opens) {
        this(opens, 0, 0);
    }

    /** A word that opens a statement with an effect. */
    Word(StatementKind opens, SessionEffect effect) {
        this(opens, effect.bit(), 0);
    }

    /** The name of a function with an effect. */
    Word(SessionEffect effect) {
        this(StatementKind.UNKNOWN, 0, effect.bit());
    }

    Word(StatementKind opens, int effectsOpening, int effectsCalled) {
        this.opens = opens;
        this.effectsOpening = effectsOpening;
        this.effectsCalled = effectsCalled;
    }

    /** The kind of a statement that starts with this word, as far as one word tells. */
    StatementKind opens() {
        return opens;
    }

    /** The effects of a statement that starts with this word, as a mask. */
    int effectsOpening() {
        return effectsOpening;
    }

    /** The effects of a call of the function that has this name, as a mask. */
    int effectsCalled() {
        return effectsCalled;
    }

    /** The word in lower case. */
    byte[] spelling() {
        return name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }
}
