package io.howdah.catalog;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a statement may do, or depend on, beyond what its own words tell. */
public enum Effect {
    /** {@code SET}, {@code RESET}, {@code set_config}, {@code setseed}. */
    SETS("change a setting of the session", true),
    /** Session advisory locks, replication slots, a running base backup, a replication origin. */
    TAKES_SESSION_LOCK("take or give back what the server keeps for the session", true),
    /** {@code LISTEN} and {@code UNLISTEN}. */
    LISTENS("listen", true),
    CREATES_TEMPORARY("make a temporary object", true),
    /** {@code PREPARE} and {@code DEALLOCATE}. */
    PREPARES("prepare or deallocate a statement", true),
    HOLDS_CURSOR("declare a cursor that is held", true),
    LOADS("load a library", true),
    /** Dynamic SQL, and functions that run a text or relation given to them. */
    RUNS_CODE("run code that is made as it runs", true),
    /** C and other languages that cannot be read, or a body that is too long. */
    HIDDEN_CODE("do what cannot be read from it", true),
    /** {@code CREATE}, {@code ALTER}, {@code DROP}, whatever is made may be temporary. */
    DEFINES("define objects", true),
    /** An object that is not in the catalogue as it was last read. */
    UNKNOWN("do anything, as it is not known yet", true),
    /** {@code nextval}, of which {@code lastval} and {@code currval} of the session tell. */
    ADVANCES_SEQUENCE("advance a sequence", false),
    /** Changes or locks data, or signals others: not for a replica. */
    WRITES("write", false),
    /** Reads or writes through a foreign server. */
    REMOTE("reach a foreign server", false),
    /** Answers from the state of the server it runs on. */
    NEEDS_PRIMARY("answer from the state of the primary", false),
    /** Answers from the session or its connection. */
    DEPENDS_ON_SESSION("answer from the session", false),
    /** Answers from settings, role or search_path by name, as {@code current_setting} does. */
    READS_SETTINGS("answer from the session's settings", false),
    /** Answers from the time of its transaction or statement, or the time as it is. */
    READS_CLOCK("answer from the clock", false);

    /** What may change the session in a way that outlasts the transaction. */
    static final int PINS = pinning();

    /** What may do anything. */
    static final int ANYTHING = mask(RUNS_CODE, HIDDEN_CODE, UNKNOWN);

    private final String verb;
    private final boolean pins;

    Effect(String verb, boolean pins) {
        this.verb = verb;
        this.pins = pins;
    }

    /** What an object with the effect may do, for people: {@code "listen"}. */
    public String verb() {
        return verb;
    }

    /** Whether it may change session state that outlasts the transaction. */
    public boolean pins() {
        return pins;
    }

    /** The effect as a bit of a mask, which never leaves this process. */
    @SuppressWarnings("EnumOrdinal")
    int bit() {
        return 1 << ordinal();
    }

    static int mask(Effect... effects) {
        int mask = 0;
        for (Effect effect : effects) {
            mask |= effect.bit();
        }
        return mask;
    }

    /** The effects of a mask; cannot be modified. */
    static Set<Effect> of(int mask) {
        EnumSet<Effect> effects = EnumSet.noneOf(Effect.class);
        for (Effect effect : values()) {
            if ((mask & effect.bit()) != 0) {
                effects.add(effect);
            }
        }
        return Collections.unmodifiableSet(effects);
    }

    private static int pinning() {
        int mask = 0;
        for (Effect effect : values()) {
            mask |= effect.pins ? effect.bit() : 0;
        }
        return mask;
    }
}
