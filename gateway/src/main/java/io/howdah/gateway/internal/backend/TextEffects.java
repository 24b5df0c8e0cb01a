package io.howdah.gateway.internal.backend;

import io.howdah.sql.ConfigCall;
import io.howdah.sql.PreparedAction;
import io.howdah.sql.SessionEffect;
import io.howdah.sql.SettingAction;
import io.howdah.sql.SqlStatement;
import io.howdah.sql.SqlText;
import io.howdah.sql.StatementKind;
import io.howdah.sql.TextProfile;
import io.howdah.sql.WrappingAction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a text does to the session it is sent in, as far as Howdah keeps account of it: which
 * settings it names, and which statements it prepares. Immutable; texts that do nothing to the
 * session share one instance a kind, and are not parsed for it.
 */
public final class TextEffects {
    /** Of a text that nothing is known about. */
    public static final TextEffects UNKNOWN =
            new TextEffects(TextProfile.of(new byte[0], 0, 0, true), new Reading());

    /** Single statements without effects, by their kind and whether they hold a string literal. */
    private static final TextEffects[] PLAIN = new TextEffects[StatementKind.values().length * 2];

    private final TextProfile profile;
    private final Set<String> sets;
    private final Set<String> resets;
    private final List<PreparedChange> prepared;
    private final Set<String> executed;
    private final List<PoolFilter> outdates;
    private final Map<String, String> ownValues;
    private final RouteHint hint;
    private final boolean setsLocally;
    private final boolean readsToken;
    private final boolean unreadable;

    /** A change to what SQL's PREPARE has made. */
    public sealed interface PreparedChange {
        /** Prepares {@code name} by {@code text}. */
        record Made(String name, String text) implements PreparedChange {}

        /** Drops {@code name}. */
        record Dropped(String name) implements PreparedChange {}
    }

    private TextEffects(TextProfile profile, Reading reading) {
        this.profile = profile;
        this.sets = Set.copyOf(reading.sets);
        this.resets = Set.copyOf(reading.resets);
        this.prepared = List.copyOf(reading.prepared);
        this.executed = Set.copyOf(reading.executed);
        this.outdates = List.copyOf(reading.outdates);
        this.ownValues = Map.copyOf(reading.ownValues);
        this.hint = reading.hint;
        this.setsLocally = reading.setsLocally;
        this.readsToken = reading.readsToken;
        this.unreadable = reading.unreadable;
    }

    /**
     * Reads the text in {@code text[offset, offset + length)}.
     *
     * @param standardConformingStrings the session's setting when the text is parsed
     */
    public static TextEffects of(
            byte[] text, int offset, int length, boolean standardConformingStrings) {
        TextProfile profile = TextProfile.of(text, offset, length, standardConformingStrings);
        RouteHint hint = RouteHint.of(text, offset, length);
        boolean readsToken = TokenWords.mayRead(profile) && TokenWords.isIn(text, offset, length);
        if (!profile.hasEffects() && hint.equals(RouteHint.NONE) && !readsToken) {
            return plain(profile);
        }
        Reading reading = new Reading();
        reading.hint = hint;
        reading.readsToken = readsToken;
        if (profile.hasEffects()) {
            read(text, offset, length, standardConformingStrings, reading);
            reading.unreadable &= changesSettings(profile);
        }
        return new TextEffects(profile, reading);
    }

    private static void read(
            byte[] text,
            int offset,
            int length,
            boolean standardConformingStrings,
            Reading reading) {
        SqlText.parse(text, offset, length, standardConformingStrings)
                .statements()
                .forEach(statement -> reading.read(text, statement));
    }

    /** A text that is not understood has no effect that its words do not tell. */
    private static boolean changesSettings(TextProfile profile) {
        return profile.has(SessionEffect.SETS)
                || profile.has(SessionEffect.CALLS_SET_CONFIG)
                || profile.has(SessionEffect.PREPARES)
                || profile.has(SessionEffect.DEALLOCATES)
                || profile.has(SessionEffect.EXECUTES);
    }

    @SuppressWarnings("EnumOrdinal")
    private static TextEffects plain(TextProfile profile) {
        if (profile.statements() != 1 || !profile.isComplete()) {
            return new TextEffects(profile, new Reading());
        }
        int index = profile.first().ordinal() * 2 + (profile.holdsStringLiteral() ? 1 : 0);
        TextEffects plain = PLAIN[index];
        if (plain == null) { // Loops that race here make equal ones.
            plain = new TextEffects(profile, new Reading());
            PLAIN[index] = plain;
        }
        return plain;
    }

    /** What its words tell. */
    public TextProfile profile() {
        return profile;
    }

    /** The settings that it may leave changed when its transaction is over; in lower case. */
    public Set<String> sets() {
        return sets;
    }

    /** Those of {@link #sets} that it takes back to the session's defaults. */
    public Set<String> resets() {
        return resets;
    }

    /** Howdah's own settings that it sets, in lower case, and to what, as far as it tells. */
    public Map<String, String> ownValues() {
        return ownValues;
    }

    /** Where its comments want it to be answered. */
    public RouteHint hint() {
        return hint;
    }

    /** Whether it asks for the client's token, by one statement that does nothing else. */
    public boolean readsToken() {
        return readsToken;
    }

    /** Whether it may change settings until the end of the transaction. */
    public boolean setsLocally() {
        return setsLocally;
    }

    /** Whether it may change a setting that it does not name. */
    public boolean isUnreadable() {
        return unreadable;
    }

    /** What it does to statements that SQL's PREPARE has made, in order. */
    public List<PreparedChange> prepared() {
        return prepared;
    }

    /** The statements of SQL's PREPARE that it runs. */
    public Set<String> executed() {
        return executed;
    }

    /** The pools whose sessions begin with other settings after it. */
    public List<PoolFilter> outdates() {
        return outdates;
    }

    /** What is found while the statements of a text are gone through. */
    private static final class Reading {
        private final Set<String> sets = new TreeSet<>();
        private final Set<String> resets = new TreeSet<>();
        private final List<PreparedChange> prepared = new ArrayList<>();
        private final Set<String> executed = new TreeSet<>();
        private final List<PoolFilter> outdates = new ArrayList<>();
        private final Map<String, String> ownValues = new TreeMap<>();
        private RouteHint hint = RouteHint.NONE;
        private boolean setsLocally;
        private boolean readsToken;
        private boolean unreadable;

        void read(byte[] text, SqlStatement statement) {
            unreadable |= !statement.isUnderstood();
            for (ConfigCall call : statement.configCalls()) {
                unreadable |= call.isUnreadable();
                call.name().ifPresent(name -> set(name, call.local().orElse(false)));
                call.name().ifPresent(name -> note(name, call.value()));
            }
            act(text, statement);
        }

        private void act(byte[] text, SqlStatement statement) {
            switch (statement.action()) {
                case SettingAction.SetValue(var name, var value, var local) -> {
                    set(name, local);
                    note(name, value);
                }
                case SettingAction.SetDefault(var name, var local) -> {
                    set(name, local);
                    if (!local) {
                        resets.add(name);
                    }
                }
                case SettingAction.Reset(var name) -> {
                    set(name, false);
                    resets.add(name);
                }
                case SettingAction.SetCharacteristics _ ->
                        Stream.of("isolation", "read_only", "deferrable")
                                .forEach(mode -> set("default_transaction_" + mode, false));
                case SettingAction.ChangeStart(var role, var database) ->
                        outdates.add(
                                role.map(PoolFilter::ofUser)
                                        .or(() -> database.map(PoolFilter::ofDatabase))
                                        .orElse(PoolFilter.ALL));
                case PreparedAction.Prepare(var name, var _) ->
                        prepared.add(new PreparedChange.Made(name.text(), slice(text, statement)));
                case PreparedAction.Execute(var name) -> executed.add(name.text());
                case PreparedAction.Deallocate(var name) ->
                        prepared.add(new PreparedChange.Dropped(name.text()));
                case WrappingAction.Explain(var _, var body) -> act(text, body);
                default -> {}
            }
        }

        private void set(String name, boolean local) {
            if (local) {
                setsLocally = true;
            } else {
                sets.add(name);
            }
        }

        private void note(String name, Optional<String> value) {
            if (name.startsWith(SessionSettings.OWN)) {
                value.ifPresent(text -> ownValues.put(name, text));
            }
        }

        private static String slice(byte[] text, SqlStatement statement) {
            return new String(
                    text,
                    statement.start(),
                    statement.end() - statement.start(),
                    StandardCharsets.UTF_8);
        }
    }
}
