package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Statement;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    private @Nullable Exchange changingUnnamed;

    /** Whether names may still change because of an exchange other than {@code by}. */
    boolean isUnsettledFor(@Nullable Exchange by) {
        return changing != null && changing != by;
    }

    /** As {@link #isUnsettledFor}, of the unnamed statement, on this side or the backend's. */
    boolean isUnnamedUnsettledFor(@Nullable Exchange by) {
        return changingUnnamed != null && changingUnnamed != by;
    }

    /** {@code exchange} has been answered in full. */
    void settled(Exchange exchange) {
        if (changing == exchange) {
            changing = null;
        }
        if (changingUnnamed == exchange) {
            settleUnnamed();
        }
    }

    private void settleUnnamed() {
        changingUnnamed = null;
        unnamed = unnamed();
        if (unnamed != null) {
            unnamed.replaces(null);
        }
    }

    /** Nothing is under way any more: the backend was lost. */
    void settled() {
        changing = null;
        settleUnnamed();
    }

    /** What was going on in {@code merged} goes on in {@code exchange}. */
    void merged(Exchange merged, Exchange exchange) {
        if (changing == merged) {
            changing = exchange;
        }
        if (changingUnnamed == merged) {
            changingUnnamed = exchange;
        }
    }

    @Nullable Statement find(String name) {
        return named.get(name);
    }

    /** The name that the client gave to what backends know as {@code backendName}. */
    @Nullable String nameOf(String backendName) {
        byte[] name = backendName.getBytes(StandardCharsets.US_ASCII);
        for (Map.Entry<String, Statement> entry : named.entrySet()) {
            if (Arrays.equals(entry.getValue().name(), name)) {
                return entry.getKey();
            }
        }
        return null;
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
        Unnamed effective = unnamed == null ? null : unnamed.effective();
        return effective == null || effective.isGone() ? null : effective;
    }

    /** Whether there is an unnamed statement, or may be one depending on what is under way. */
    boolean mayHaveUnnamed() {
        return unnamed != null;
    }

    /** The unnamed statement is replaced by a request of {@code by}'s, if that is not skipped. */
    void unnamed(Unnamed replacement, Exchange by) {
        replacement.replaces(unnamed);
        unnamed = replacement;
        changingUnnamed = by;
    }

    /** The unnamed statement is gone, while nothing is under way. */
    void dropUnnamed() {
        unnamed = null;
    }

    /** The unnamed statement is parsed once more by {@code by}, which may fail. */
    void repeatsUnnamed(Exchange by) {
        changingUnnamed = by;
    }

    /** All names are gone (DEALLOCATE ALL); the unnamed statement stays, as in PostgreSQL. */
    void clear() {
        named.clear();
    }
}
