package io.howdah.admin.internal.show;

import java.util.Locale;

/** How the console itself is listed among databases and pools, as PgBouncer lists its own. */
final class Console {
    /** Its database, its user, and the one that PgBouncer connects to for it: itself. */
    static final String NAME = "pgbouncer";

    static final String MODE = "statement";

    private Console() {}

    /** An enum's constant as PgBouncer and the configuration write it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
