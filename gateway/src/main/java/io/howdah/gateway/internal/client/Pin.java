package io.howdah.gateway.internal.client;

import io.howdah.sql.SessionEffect;
import io.howdah.sql.TextProfile;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Set;

/** Why a client keeps its backend in transaction mode: what it did. */
public enum Pin {
    /** It changed a setting. */
    SETTINGS(SessionEffect.SETS),
    /** It called set_config. */
    SET_CONFIG(SessionEffect.CALLS_SET_CONFIG),
    /** It listens. */
    LISTEN(SessionEffect.LISTENS),
    /** It used SQL PREPARE. */
    SQL_PREPARE(SessionEffect.PREPARES),
    /** It made something temporary. */
    TEMPORARY(SessionEffect.CREATES_TEMPORARY),
    /** It declared a cursor WITH HOLD. */
    HELD_CURSOR(SessionEffect.HOLDS_CURSOR),
    /** It took a session advisory lock. */
    SESSION_LOCK(SessionEffect.TAKES_SESSION_LOCK),
    /** It asked for its last sequence value. */
    SEQUENCE(SessionEffect.READS_SEQUENCE_STATE),
    /** It loaded a library. */
    LIBRARY(SessionEffect.LOADS),
    /** It ran code that may change its session. */
    CODE(SessionEffect.RUNS_CODE),
    /** It sent a statement too long to look at. */
    LONG_TEXT(null),
    /** It uses an encoding that cannot be read safely. */
    ENCODING(null);

    private static final Pin[] ALL = values();

    private final @Nullable SessionEffect effect;

    Pin(@Nullable SessionEffect effect) {
        this.effect = effect;
    }

    /** What {@code profile} gives reason for. */
    static Set<Pin> of(TextProfile profile) {
        Set<Pin> pins = EnumSet.noneOf(Pin.class);
        for (Pin pin : ALL) {
            if (pin.effect != null && profile.has(pin.effect)) {
                pins.add(pin);
            }
        }
        return pins;
    }
}
