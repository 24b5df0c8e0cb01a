package io.howdah.gateway.internal.client;

import io.howdah.sql.SessionEffect;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Why a client keeps its backend in transaction mode: what it did. */
public enum Pin {
    /** It changed a setting, and which one, or to what, cannot be told. */
    SETTINGS(null, null),
    /** It listens. */
    LISTEN(SessionEffect.LISTENS, null),
    /** It used SQL PREPARE, in a way that cannot be repeated on another backend. */
    SQL_PREPARE(null, null),
    /** It made something temporary. */
    TEMPORARY(
            SessionEffect.CREATES_TEMPORARY,
            "EXISTS (SELECT FROM pg_catalog.pg_class WHERE relnamespace ="
                    + " pg_catalog.pg_my_temp_schema()) OR EXISTS (SELECT FROM pg_catalog.pg_type"
                    + " WHERE typnamespace = pg_catalog.pg_my_temp_schema()) OR EXISTS (SELECT FROM"
                    + " pg_catalog.pg_proc WHERE pronamespace = pg_catalog.pg_my_temp_schema())"),
    /** It declared a cursor WITH HOLD. */
    HELD_CURSOR(
            SessionEffect.HOLDS_CURSOR,
            "EXISTS (SELECT FROM pg_catalog.pg_cursors WHERE is_holdable)"),
    /** It took a session advisory lock. */
    SESSION_LOCK(
            SessionEffect.TAKES_SESSION_LOCK,
            "EXISTS (SELECT FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND pid ="
                    + " pg_catalog.pg_backend_pid())"),
    /** It made the server keep something for it: a replication slot, a connection of dblink's. */
    SERVER_STATE(SessionEffect.KEEPS_SERVER_STATE, null),
    /** It may ask for the last value of a sequence that it has just advanced. */
    SEQUENCE(null, null),
    /** It loaded a library. */
    LIBRARY(SessionEffect.LOADS, null),
    /** It ran code that may change its session. */
    CODE(SessionEffect.RUNS_CODE, null),
    /** It used an object that the catalogue, as far as it was read, does not have yet. */
    UNKNOWN_OBJECT(null, null),
    /** It sent a statement too long to look at. */
    LONG_TEXT(null, null),
    /** It uses an encoding that cannot be read safely. */
    ENCODING(null, null);

    private final @Nullable SessionEffect effect;
    private final @Nullable String check;

    Pin(@Nullable SessionEffect effect, @Nullable String check) {
        this.effect = effect;
        this.check = check;
    }

    /** What gives reason for it, or null if no word does. */
    @Nullable SessionEffect effect() {
        return effect;
    }

    /** The SQL condition under which it is still needed, or null if nothing tells. */
    @Nullable String check() {
        return check;
    }

    /** As an operator reads it: {@code session-lock}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
