package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.sql.TextProfile;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * The prepared statements of one client, by the names it gave. Confined to its loop.
 *
 * <p>A name is entered or removed when the request is received; if PostgreSQL then skips the
 * request, because of an error before it, the change is taken back. Until that is known, only the
 * exchange that made the change may see it.
 */
final class ClientStatements {
    private Map<String, Statement> named = Map.of();
    private @Nullable Unnamed unnamed;
    private @Nullable Exchange changing;

    /** An unnamed statement; each Parse makes another one. */
    static final class Unnamed {
        private final byte[] definition;
        private final TextProfile profile;

        /**
         * @param definition the Parse body after the empty name; not copied
         */
        Unnamed(byte[] definition, TextProfile profile) {
            this.definition = definition;
            this.profile = profile;
        }

        byte[] definition() {
            return definition;
        }

        TextProfile profile() {
            return profile;
        }
    }

    /** Whether names may still change because of an exchange other than {@code by}. */
    boolean isUnsettledFor(@Nullable Exchange by) {
        return changing != null && changing != by;
    }

    /** {@code exchange} has been answered in full. */
    void settled(Exchange exchange) {
        if (changing == exchange) {
            changing = null;
        }
    }

    /** What was going on in {@code merged} goes on in {@code exchange}. */
    void merged(Exchange merged, Exchange exchange) {
        if (changing == merged) {
            changing = exchange;
        }
    }

    @Nullable Statement find(String name) {
        return named.get(name);
    }

    int size() {
        return named.size();
    }

    /**
     * Enters {@code statement}.
     *
     * @return what takes it back
     */
    Runnable put(String name, Statement statement, Exchange by) {
        put(name, statement);
        changing = by;
        return () -> named.remove(name, statement);
    }

    /** Enters {@code statement}, whose Parse needs no proof by PostgreSQL. */
    void put(String name, Statement statement) {
        if (named.isEmpty()) {
            named = new HashMap<>();
        }
        named.put(name, statement);
    }

    /**
     * Removes a name.
     *
     * @return what takes that back
     */
    Runnable remove(String name, Exchange by) {
        Statement removed = named.isEmpty() ? null : named.remove(name);
        if (removed == null) {
            return () -> {};
        }
        changing = by;
        return () -> named.put(name, removed);
    }

    @Nullable Unnamed unnamed() {
        return unnamed;
    }

    /** The unnamed statement from now on; null: there is none. */
    void unnamed(@Nullable Unnamed statement) {
        unnamed = statement;
    }

    void clear() {
        named = Map.of();
        unnamed = null;
    }
}
