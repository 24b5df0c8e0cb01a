package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.ParameterSet;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.SettingDefaults;
import io.howdah.gateway.internal.backend.SqlStatements;
import io.howdah.gateway.internal.backend.TextEffects;
import io.howdah.gateway.internal.backend.TextEffects.PreparedChange;
import io.howdah.sql.SessionEffect;
import io.howdah.sql.StatementKind;
import io.howdah.sql.TextProfile;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a client believes its session to be. Confined to its loop.
 *
 * <p>A text tells which settings it may change, but not to what: it may fail, be rolled back, or
 * have part of it rolled back to a savepoint. So nothing is modelled here: when a transaction that
 * may have changed something is over, the backend is asked what the settings are, before it is
 * given back, by the same write that follows the client's last answer. What the client does
 * meanwhile goes on behind the question. So it is with what SQL's PREPARE has made, and with the
 * reasons for which a client keeps its backend.
 */
final class SessionState {
    /** Settings of its own that a client may have before it simply keeps its backend. */
    private static final int MOST_SETTINGS = 200;

    /** What PostgreSQL would not take back: numbers drawn are random anyway, the others end. */
    private static final Set<String> NOT_KEPT =
            Set.of(
                    "seed",
                    "transaction_isolation",
                    "transaction_read_only",
                    "transaction_deferrable");

    private static final int MOST_PREPARED = 100;
    private static final int MOST_PREPARED_LENGTH = 100_000;

    private final SessionSettings start;
    private final String user;
    private final boolean tracked;
    private final Pins pins;
    private final ParseEnvironment environment = new ParseEnvironment();
    private SessionSettings wanted;

    /** What it was before a RESET that may yet be rolled back. */
    private @Nullable SessionSettings beforeReset;

    private SqlStatements prepared = SqlStatements.NONE;

    /** What may have changed since the backend was last asked. */
    private Unknowns unknowns = new Unknowns();

    private @Nullable Question asking;

    private static final class Unknowns {
        private final Set<String> settings = new TreeSet<>();
        private @Nullable PreparedTexts prepared;
        private boolean pins;
        private boolean failed;

        boolean isEmpty() {
            return settings.isEmpty() && prepared == null && !pins;
        }
    }

    /**
     * A session as it begins.
     *
     * @param start the settings that the client asked for
     * @param user whom it logged in as
     * @param tracked whether what the client sets is to stay with it
     */
    SessionState(
            SessionSettings start, String user, boolean tracked, ParameterSet reported, Pins pins) {
        this.start = start;
        this.user = user;
        this.tracked = tracked;
        this.pins = pins;
        this.wanted = start;
        environment.set(start, reported);
    }

    /** The settings that a backend must have to serve the client, as far as known. */
    SessionSettings wanted() {
        return wanted;
    }

    /** The statements of SQL's PREPARE that it must have. */
    SqlStatements prepared() {
        return prepared;
    }

    ParseEnvironment environment() {
        return environment;
    }

    Pins pins() {
        return pins;
    }

    void reported(ParameterSet now) {
        environment.set(wanted, now);
    }

    // ---- what the client sends

    /**
     * A text with these effects is about to be run.
     *
     * @param hubListens whether LISTEN needs no backend of the client's
     * @param catalogued whether it is known what procedures do
     */
    void note(TextEffects effects, boolean hubListens, boolean catalogued) {
        TextProfile profile = effects.profile();
        if (mayEndPins(profile)) {
            unknowns.pins = true;
        }
        if (!profile.hasEffects()) {
            return;
        }
        pins.addFor(profile, hubListens, catalogued);
        if (!tracked) {
            environment.touch();
            return;
        }
        if (effects.isUnreadable()) {
            pins.add(Pin.SETTINGS);
        }
        noteSettings(effects);
        effects.executed().forEach(this::noteExecuted);
        notePrepared(effects);
    }

    /** What was prepared does what it does when it is executed. */
    private void noteExecuted(String name) {
        for (String text : possiblyPrepared().of(name)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            TextEffects effects =
                    TextEffects.of(bytes, 0, bytes.length, environment.standardConformingStrings());
            pins.addFor(effects.profile(), false, false);
            noteSettings(effects);
        }
    }

    private PreparedTexts possiblyPrepared() {
        if (unknowns.prepared != null) {
            return unknowns.prepared;
        }
        return asking == null || asking.asked.prepared == null
                ? new PreparedTexts(prepared)
                : new PreparedTexts(asking.asked.prepared);
    }

    /** A statement has failed: what it names may be no setting of a session's. */
    void failed() {
        unknowns.failed = true;
    }

    /** What the client asks for cannot be read: it keeps its backend. */
    void noteUnreadable(Pin why) {
        pins.add(why);
        environment.touch();
    }

    /** Whether the client has asked for any of these settings at its start. */
    boolean startsWithAny(Set<String> names) {
        return !names.isEmpty() && names.stream().anyMatch(name -> start.value(name) != null);
    }

    /** Whether SQL's PREPARE has made, or may have made, a statement of this name. */
    boolean mayHavePrepared(String name) {
        return pins.contains(Pin.SQL_PREPARE)
                || prepared.texts().containsKey(name)
                || (unknowns.prepared != null && unknowns.prepared.has(name))
                || (asking != null
                        && asking.asked.prepared != null
                        && asking.asked.prepared.has(name));
    }

    /** What SQL's PREPARE has made under this name may be closed by the protocol. */
    void mayBeClosed(String name) {
        if (tracked && possiblyPrepared().has(name)) {
            unknowns.prepared = possiblyPrepared();
        }
    }

    /** Whether an answer is on its way that tells what SQL's PREPARE has made. */
    boolean isAskingForPrepared() {
        return asking != null && asking.asked.prepared != null;
    }

    /** Whether SQL's PREPARE has made a statement of this name that nothing has touched since. */
    boolean hasPrepared(String name) {
        return prepared.texts().containsKey(name)
                && unknowns.prepared == null
                && (asking == null || asking.asked.prepared == null);
    }

    private boolean mayEndPins(TextProfile profile) {
        boolean may = profile.hasEffects() || profile.first() == StatementKind.CLOSE;
        return may && (!pins.isEmpty() || Pins.isCheckable(profile));
    }

    private void noteSettings(TextEffects effects) {
        TextProfile profile = effects.profile();
        boolean changes = !effects.sets().isEmpty() || effects.isUnreadable();
        unknowns.settings.addAll(effects.sets());
        unknowns.settings.removeAll(NOT_KEPT);
        if (profile.has(SessionEffect.RESETS_ALL)) {
            unknowns.settings.addAll(wanted.values().keySet());
            if (asking != null) {
                unknowns.settings.addAll(asking.asked.settings);
            }
            unknowns.settings.addAll(start.values().keySet());
            changes = true;
        }
        if (wanted.size() + unknowns.settings.size() > MOST_SETTINGS) {
            pins.add(Pin.SETTINGS);
        }
        if (changes || profile.has(SessionEffect.RUNS_CODE)) {
            environment.touch();
        }
        if (effects.setsLocally() || profile.has(SessionEffect.SETS_LOCAL)) {
            environment.touchLocally();
        }
    }

    private void notePrepared(TextEffects effects) {
        if (effects.prepared().isEmpty()) {
            return;
        }
        PreparedTexts texts = possiblyPrepared();
        unknowns.prepared = texts;
        for (PreparedChange change : effects.prepared()) {
            if (change instanceof PreparedChange.Made(var name, var text)) {
                texts.add(name, text);
            }
        }
        boolean isUtf8 = environment.clientEncoding().equals("UTF8");
        if (texts.size() > MOST_PREPARED || texts.length() > MOST_PREPARED_LENGTH || !isUtf8) {
            pins.add(Pin.SQL_PREPARE);
        }
    }

    /**
     * PostgreSQL has set these back to its own values; a session's are those of its start.
     *
     * @return what has to be set again
     */
    SessionSettings wereReset(Set<String> names) {
        keepForRollback();
        SessionSettings again = SessionSettings.NONE;
        for (String name : names) {
            wanted = wanted.with(name, start.value(name));
            again = again.with(name, start.value(name));
        }
        return again;
    }

    /**
     * PostgreSQL has executed RESET ALL, which leaves out who one is.
     *
     * @return what has to be set again
     */
    SessionSettings allWereReset() {
        keepForRollback();
        SessionSettings again = start;
        SessionSettings reset = start;
        for (String name : SessionSettings.IDENTITY) {
            again = again.without(name);
            reset = reset.with(name, wanted.value(name));
        }
        wanted = reset;
        return again;
    }

    private void keepForRollback() {
        if (beforeReset == null) {
            beforeReset = wanted;
        }
    }

    /** All that SQL's PREPARE has made is gone; the same text may have made others since. */
    void preparedDiscarded() {
        prepared = SqlStatements.NONE;
    }

    /** PostgreSQL has executed DISCARD ALL: the session is as it began. */
    void discarded() {
        wanted = start;
        beforeReset = null;
        unknowns = new Unknowns();
        preparedDiscarded();
        pins.clear();
        environment.settle(start);
    }

    /** The backend is gone, and the transaction with all that was changed in it. */
    void lost() {
        unknowns = new Unknowns();
        asking = null;
        if (beforeReset != null) {
            wanted = beforeReset;
            beforeReset = null;
        }
        environment.settle(wanted);
    }

    // ---- what the backend is asked

    /** Whether the session is known to be as {@link #wanted} says. */
    boolean isSettled() {
        return unknowns.isEmpty() && asking == null;
    }

    /**
     * The question that has to be answered before the backend can serve anybody else; null if there
     * is none, or no answer would let it go.
     */
    @Nullable Question question() {
        if (unknowns.isEmpty() || asking != null || !pins.areCheckable()) {
            return null;
        }
        Unknowns asked = unknowns;
        unknowns = new Unknowns();
        if (asked.settings.isEmpty() && asked.prepared == null && pins.isEmpty()) {
            return null;
        }
        asking = new Question(asked);
        return asking;
    }

    /** One question to a backend about the session of the client it serves. */
    final class Question {
        private final Unknowns asked;

        /** What is asked about; others may have been added by the time of the answer. */
        private final Set<Pin> askedPins = Set.copyOf(pins.reasons());

        private Question(Unknowns asked) {
            this.asked = asked;
        }

        String sql() {
            Set<String> ambiguous = asked.prepared == null ? null : asked.prepared.ambiguous();
            return SessionQuestions.sql(asked.settings, asked.failed, ambiguous, askedPins);
        }

        /** Takes the rows that {@link #sql} gives. */
        void answered(List<List<@Nullable String>> rows, SettingDefaults defaults) {
            asking = null;
            beforeReset = null;
            SessionQuestions.Answer answer = SessionQuestions.read(rows);
            for (String name : asked.settings) {
                wanted = wanted.with(name, value(name, answer.settings().get(name), defaults));
            }
            for (Pin pin : askedPins) {
                if (!unknowns.pins && !answer.pins().contains(pin.name())) {
                    pins.remove(pin);
                }
            }
            if (asked.prepared != null) {
                found(asked.prepared.among(answer.prepared()));
            }
            if (unknowns.settings.isEmpty()) {
                environment.settle(wanted);
            }
        }

        private void found(@Nullable SqlStatements statements) {
            if (statements == null) {
                pins.add(Pin.SQL_PREPARE);
            } else {
                prepared = statements;
            }
        }

        private @Nullable String value(
                String name, @Nullable String answered, SettingDefaults defaults) {
            if (answered == null || isUnset(name, answered)) {
                return null;
            }
            if (!environment.clientEncoding().equals("UTF8") && !isAscii(answered)) {
                pins.add(Pin.SETTINGS); // it came in the client's encoding
            }
            boolean asItWas = start.value(name) == null && defaults.isDefault(name, answered);
            return asItWas ? null : answered;
        }

        private static boolean isAscii(String value) {
            return value.chars().allMatch(c -> c < 0x80);
        }

        /** Whether the value is the one that a setting has which nobody has set. */
        private boolean isUnset(String name, String value) {
            return switch (name) {
                case "role" -> value.equals("none");
                case "session_authorization" -> value.equals(user);
                default -> SessionSettings.isCustom(name) && value.isEmpty();
            };
        }

        /** The settings that were asked for. */
        Set<String> settings() {
            return asked.settings;
        }

        /**
         * PostgreSQL did not answer: nothing is known but that the client must keep its backend.
         */
        void unanswered() {
            asking = null;
            pins.add(Pin.SETTINGS);
        }
    }
}
