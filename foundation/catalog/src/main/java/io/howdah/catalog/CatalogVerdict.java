package io.howdah.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * What a statement may do by what it names. What its own words do, such as SET or INSERT, is not
 * part of it.
 *
 * @param effects together
 * @param findings for each effect one object that has it
 */
public record CatalogVerdict(Set<Effect> effects, List<Finding> findings) {
    /** For a statement of which the catalogue cannot say anything. */
    public static final CatalogVerdict UNKNOWN =
            new CatalogVerdict(
                    Set.of(Effect.UNKNOWN),
                    List.of(new Finding(Effect.UNKNOWN, "the database's catalogue", null)));

    public CatalogVerdict {
        effects = Set.copyOf(effects);
        findings = List.copyOf(findings);
    }

    /**
     * Why a statement may have an effect.
     *
     * @param object what has it, such as {@code function app.set_tenant}
     * @param by the function of PostgreSQL's own that it calls to that end; null if there is none
     */
    public record Finding(Effect effect, String object, @Nullable String by) {
        @Override
        public String toString() {
            return object + " may " + effect.verb() + (by == null ? "" : " (" + by + ")");
        }
    }

    /** Reasons for which the client must keep its backend; empty if there are none. */
    public List<Finding> pins() {
        return findings.stream().filter(finding -> finding.effect().pins()).toList();
    }

    /** Whether the answer may depend on the session: never shared between clients. */
    public boolean dependsOnSession() {
        return has(Effect.DEPENDS_ON_SESSION) || mayDoAnything();
    }

    /**
     * Whether the answer may depend on the session's settings, role or search_path, beyond how
     * values are written: shared only between clients that have the same.
     */
    public boolean readsSettings() {
        return has(Effect.READS_SETTINGS) || dependsOnSession();
    }

    /** Whether only the primary can answer: never routed to a replica. */
    public boolean needsPrimary() {
        return has(Effect.NEEDS_PRIMARY) || !isReadOnly();
    }

    /** Whether everything it reaches is proven to change nothing. */
    public boolean isReadOnly() {
        for (Effect effect : effects) {
            switch (effect) {
                case NEEDS_PRIMARY, DEPENDS_ON_SESSION, READS_SETTINGS, READS_CLOCK -> {}
                default -> {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether it answers the same wherever and whenever it runs, by the same data. */
    public boolean hasNoEffects() {
        return effects.isEmpty();
    }

    /** Whether it names what was not in the catalogue, which should be read again. */
    public boolean namesUnknown() {
        return has(Effect.UNKNOWN);
    }

    private boolean has(Effect effect) {
        return effects.contains(effect);
    }

    private boolean mayDoAnything() {
        return has(Effect.RUNS_CODE) || has(Effect.HIDDEN_CODE) || has(Effect.UNKNOWN);
    }
}
