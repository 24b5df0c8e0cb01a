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
    private final Map<String, Statement> named = new HashMap<>(0);
    private @Nullable Unnamed unnamed;
    private @Nullable Exchange changing;

    /** An unnamed statement; each Parse makes another one. */
    static final class Unnamed {
        private final byte[] definition;
        private final TextProfile profile;

        /**
         * @param definition the Parse body after the empty name; not copied; empty when it was too
         *     long to keep
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

        /** Whether its definition is known, so that it can be prepared once more. */
        boolean isRepeatable() {
            return definition.length > 0;
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

    /** Nothing is under way any more: the backend was lost. */
    void settled() {
        changing = null;
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
        named.put(name, statement);
    }

    /**
     * Removes a name.
     *
     * @return what takes that back
     */
    Runnable remove(String name, Exchange by) {
        Statement removed = named.remove(name);
        if (removed == null) {
            return () -> {};
        }
        changing = by;
        return () -> named.put(name, removed);
    }

    /** {@code name} is gone for good. */
    void forget(String name) {
        named.remove(name);
    }

    @Nullable Unnamed unnamed() {
        return unnamed;
    }

    /** The unnamed statement from now on; null: there is none. */
    void unnamed(@Nullable Unnamed statement) {
        unnamed = statement;
    }

    /** All names are gone (DEALLOCATE ALL); the unnamed statement stays, as in PostgreSQL. */
    void clear() {
        named.clear();
    }
}
