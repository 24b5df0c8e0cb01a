package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.ParameterSet;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.sql.TextProfile;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The settings that PostgreSQL reads when it parses a client's statements. Confined to its loop.
 *
 * <p>{@code search_path} decides what names mean. Where a text holds a string literal, the settings
 * that literal input reads count, too: {@code '2026-01-02'::date} is read at Parse. A client that
 * has changed settings in a way that is not tracked shares statements with nobody.
 */
final class ParseEnvironment {
    private static final List<String> NAMES = List.of("search_path", "role");
    private static final List<String> LITERAL_NAMES =
            List.of(
                    "TimeZone",
                    "DateStyle",
                    "IntervalStyle",
                    "client_encoding",
                    "standard_conforming_strings");

    private SessionSettings settings = SessionSettings.NONE;
    private ParameterSet parameters = ParameterSet.EMPTY;
    private @Nullable Object untracked;
    private @Nullable Object untrackedLocally;
    private boolean touchedInTransaction;
    private @Nullable List<String> names;
    private @Nullable List<String> namesAndLiterals;

    /** The session is at {@code settings}, and the server reports {@code parameters}. */
    void set(SessionSettings settings, ParameterSet parameters) {
        if (this.settings != settings || this.parameters != parameters) {
            this.settings = settings;
            this.parameters = parameters;
            names = null;
            namesAndLiterals = null;
        }
    }

    /**
     * A statement that may change settings is being sent: what was parsed before is not the same.
     */
    void touch() {
        untracked = new Object();
        touchedInTransaction = true;
        if (untrackedLocally != null) {
            touchLocally();
        }
    }

    /** As {@link #touch}, but what is changed ends with the transaction. */
    void touchLocally() {
        untrackedLocally = new Object();
    }

    /** What was changed for one transaction is over, and what was changed in it may be undone. */
    void transactionEnded() {
        untrackedLocally = null;
        if (touchedInTransaction) {
            touchedInTransaction = false;
            untracked = new Object();
        }
    }

    /** All settings are known again. */
    void settle(SessionSettings known) {
        set(known, parameters);
        untracked = null;
        untrackedLocally = null;
        touchedInTransaction = false;
    }

    boolean standardConformingStrings() {
        return !"off".equals(parameters.value("standard_conforming_strings"));
    }

    String clientEncoding() {
        String encoding = parameters.value("client_encoding");
        return encoding == null ? "UTF8" : encoding;
    }

    /** What two texts must agree on to mean the same. */
    Object of(TextProfile profile) {
        if (untrackedLocally != null) {
            return untrackedLocally;
        }
        if (untracked != null) {
            return untracked;
        }
        if (profile.holdsStringLiteral()) {
            if (namesAndLiterals == null) {
                List<String> values = values(NAMES);
                values.addAll(values(LITERAL_NAMES));
                namesAndLiterals = List.copyOf(values);
            }
            return namesAndLiterals;
        }
        if (names == null) {
            names = List.copyOf(values(NAMES));
        }
        return names;
    }

    private List<String> values(List<String> wanted) {
        List<String> values = new ArrayList<>();
        for (String name : wanted) {
            String value = parameters.value(name);
            if (value == null) {
                value = settings.value(name.toLowerCase(java.util.Locale.ROOT));
            }
            values.add(value == null ? "" : value);
        }
        return values;
    }
}
