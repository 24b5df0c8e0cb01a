package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.backend.Statement.Identity;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes clients that prepare the same share one {@link Statement}. Confined to its loop.
 *
 * <p>Forgetting one (the least recently used, above the bound) loses nothing: the next client that
 * prepares the same gets a new one under another name.
 */
public final class StatementCatalog {
    private static final int LIMIT = 5_000;

    private final Map<Identity, Statement> statements =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Identity, Statement> eldest) {
                    return size() > LIMIT;
                }
            };
    private final AtomicLong lastNumber;

    /** Hashes of what was asked for lately; one that takes another's place costs little. */
    private final int[] sightings = new int[4_096];

    /** An empty one that numbers statements from {@code lastNumber} on. */
    StatementCatalog(AtomicLong lastNumber) {
        this.lastNumber = lastNumber;
    }

    /**
     * The statement of this identity.
     *
     * @param effects what its text tells, when it is new here
     */
    public Statement statement(Identity identity, TextEffects effects) {
        Statement known = statements.get(identity);
        if (known == null) {
            known = new Statement(lastNumber.incrementAndGet(), identity, effects);
            statements.put(identity, known);
        }
        return known;
    }

    /**
     * The statement of this identity, if the same was asked for before: what comes once, such as a
     * text with all its constants, is not worth preparing.
     *
     * @return null: it has to be parsed as it comes, each time
     */
    public @Nullable Statement repeated(Identity identity, TextEffects effects) {
        Statement known = statements.get(identity);
        return known != null || !isSeenAgain(identity.hashCode()) || !identity.isRepeatable()
                ? known
                : statement(identity, effects);
    }

    private boolean isSeenAgain(int hash) {
        int slot = hash & (sightings.length - 1);
        boolean again = sightings[slot] == hash;
        sightings[slot] = hash;
        return again;
    }

    /** The statement of this identity if PostgreSQL has accepted it before, or null. */
    public @Nullable Statement proven(Identity identity) {
        Statement known = statements.get(identity);
        return known != null && known.isProven() ? known : null;
    }

    /** Those that are remembered, the least recently used first. */
    List<Statement> all() {
        return List.copyOf(statements.values());
    }

    /** A statement that is shared with nobody: its text was too long to look at. */
    public Statement unshared(TextEffects effects) {
        return new Statement(
                lastNumber.incrementAndGet(), new Identity(new byte[0], new Object(), 0), effects);
    }
}
