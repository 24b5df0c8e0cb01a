package io.howdah.gateway.internal.client;

import io.howdah.sql.SessionEffect;
import io.howdah.sql.TextProfile;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Set;

/** Why a client keeps its backend in transaction mode. */
public enum Pin {
    SETTINGS("changed a setting", SessionEffect.SETS),
    SET_CONFIG("called set_config", SessionEffect.CALLS_SET_CONFIG),
    LISTEN("listens", SessionEffect.LISTENS),
    SQL_PREPARE("used SQL PREPARE", SessionEffect.PREPARES),
    TEMPORARY("made something temporary", SessionEffect.CREATES_TEMPORARY),
    HELD_CURSOR("declared a cursor WITH HOLD", SessionEffect.HOLDS_CURSOR),
    SESSION_LOCK("took a session advisory lock", SessionEffect.TAKES_SESSION_LOCK),
    SEQUENCE("asked for its last sequence value", SessionEffect.READS_SEQUENCE_STATE),
    LIBRARY("loaded a library", SessionEffect.LOADS),
    CODE("ran code that may change its session", SessionEffect.RUNS_CODE),
    LONG_TEXT("sent a statement too long to look at", null),
    ENCODING("uses an encoding that cannot be read safely", null);

    private static final Pin[] ALL = values();

    private final String reason;
    private final @Nullable SessionEffect effect;

    Pin(String reason, @Nullable SessionEffect effect) {
        this.reason = reason;
        this.effect = effect;
    }

    /** For an operator, after "the client". */
    public String reason() {
        return reason;
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
