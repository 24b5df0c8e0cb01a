package io.howdah.gateway.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL that {@link FakePostgres} understands, a small part of PostgreSQL's. Every string in a
 * statement may begin with its client's name and a colon, by which {@link FakeState} knows whom it
 * works for.
 */
sealed interface FakeSql {
    /** Answers {@code rows} rows of one text; {@code $1} stands for the first parameter. */
    record Select(String text, int rows, int padding) implements FakeSql {}

    /** As {@link Select}, after some time. */
    record Sleep(String text, long millis) implements FakeSql {}

    /** Fails when it is run. */
    record Fail(String text) implements FakeSql {}

    /** Is in the server's log once its transaction is committed. */
    record Insert(String text) implements FakeSql {}

    record Transaction(Kind kind) implements FakeSql {
        enum Kind {
            BEGIN,
            COMMIT,
            ROLLBACK
        }
    }

    /** SET and SET LOCAL. */
    record Set(String name, String value, boolean local) implements FakeSql {}

    /** What Howdah sends to change settings; a null value resets. */
    record SetConfig(Map<String, String> values) implements FakeSql {}

    record Show(String name) implements FakeSql {}

    record ResetAll() implements FakeSql {}

    record DiscardAll() implements FakeSql {}

    record Prepare(String name) implements FakeSql {}

    /** DEALLOCATE; an empty name stands for ALL. */
    record Deallocate(String name) implements FakeSql {}

    /** LISTEN; by Howdah's own hub the channel is quoted. */
    record Listen(String channel, boolean quoted) implements FakeSql {}

    /** UNLISTEN; an empty name stands for all. */
    record Unlisten(String channel) implements FakeSql {}

    record Notify(String channel, String payload) implements FakeSql {}

    record Copy(boolean in, String text, int rows) implements FakeSql {}

    /** Any other command: it does nothing and answers its tag. */
    record Command(String tag) implements FakeSql {}

    /** What cannot be parsed. */
    final class SyntaxError extends Exception {
        SyntaxError(String text) {
            super("syntax error at or near \"" + text + "\"", null, false, false);
        }
    }

    Pattern SELECT =
            Pattern.compile(
                    "SELECT (?:'([^']*)'|\\$1::text)(?: \\|\\| repeat\\('x', (\\d+)\\))?"
                            + "(?: FROM generate_series\\(1, (\\d+)\\))?");
    Pattern SLEEP = Pattern.compile("SELECT '([^']*)' FROM pg_sleep\\(([0-9.]+)\\)");
    Pattern FAIL = Pattern.compile("SELECT fail\\('([^']*)'\\)");
    Pattern INSERT = Pattern.compile("INSERT INTO log VALUES \\('([^']*)'\\)");
    Pattern SET = Pattern.compile("SET (LOCAL )?([a-z_.A-Z]+) (?:=|TO) '([^']*)'");
    Pattern CONFIG =
            Pattern.compile("pg_catalog.set_config\\(E'([^']*)',(?:E'([^']*)'|NULL),false\\)");
    Pattern COPY_IN = Pattern.compile("COPY data FROM STDIN");
    Pattern COPY_OUT =
            Pattern.compile(
                    "COPY \\(SELECT '([^']*)' FROM generate_series\\(1, (\\d+)\\)\\) TO STDOUT");
    Pattern NOTIFY = Pattern.compile("NOTIFY (\\w+), '([^']*)'");

    /** The statements in {@code text}; none when it is empty. */
    static List<FakeSql> parse(String text) throws SyntaxError {
        List<FakeSql> statements = new ArrayList<>();
        if (text.startsWith("BEGIN; DO ")) { // Howdah's way to a failed transaction
            return List.of(new Transaction(Transaction.Kind.BEGIN), new Fail("DO"));
        }
        for (String part : text.split(";", -1)) {
            if (!part.isBlank()) {
                statements.add(one(part.strip()));
            }
        }
        return statements;
    }

    private static FakeSql one(String text) throws SyntaxError {
        Matcher match = SELECT.matcher(text);
        if (match.matches()) {
            String tag = match.group(1) == null ? "$1" : match.group(1);
            return new Select(tag, number(match.group(3), 1), number(match.group(2), 0));
        }
        match = SLEEP.matcher(text);
        if (match.matches()) {
            return new Sleep(match.group(1), (long) (Double.parseDouble(match.group(2)) * 1_000));
        }
        match = FAIL.matcher(text);
        if (match.matches()) {
            return new Fail(match.group(1));
        }
        match = INSERT.matcher(text);
        if (match.matches()) {
            return new Insert(match.group(1));
        }
        match = SET.matcher(text);
        if (match.matches()) {
            return new Set(
                    match.group(2).toLowerCase(Locale.ROOT),
                    match.group(3),
                    match.group(1) != null);
        }
        if (text.startsWith("SELECT pg_catalog.set_config(")) {
            return setConfig(text);
        }
        match = NOTIFY.matcher(text);
        if (match.matches()) {
            return new Notify(match.group(1), match.group(2));
        }
        match = COPY_OUT.matcher(text);
        if (match.matches()) {
            return new Copy(false, match.group(1), number(match.group(2), 1));
        }
        if (COPY_IN.matcher(text).matches()) {
            return new Copy(true, "", 0);
        }
        return command(text);
    }

    private static int number(String digits, int fallback) {
        return digits == null ? fallback : Integer.parseInt(digits);
    }

    private static FakeSql setConfig(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher match = CONFIG.matcher(text);
        while (match.find()) {
            values.put(match.group(1).toLowerCase(Locale.ROOT), match.group(2));
        }
        return new SetConfig(values);
    }

    private static FakeSql command(String text) throws SyntaxError {
        String[] words = text.split("\\s+", -1);
        return switch (words[0].toUpperCase(Locale.ROOT)) {
            case "BEGIN" -> new Transaction(Transaction.Kind.BEGIN);
            case "COMMIT" -> new Transaction(Transaction.Kind.COMMIT);
            case "ROLLBACK" -> new Transaction(Transaction.Kind.ROLLBACK);
            case "SHOW" -> new Show(words[1].toLowerCase(Locale.ROOT));
            case "RESET" -> new ResetAll();
            case "DISCARD" -> new DiscardAll();
            case "PREPARE" -> new Prepare(words[1]);
            case "DEALLOCATE" -> new Deallocate(words[1].equalsIgnoreCase("ALL") ? "" : words[1]);
            case "LISTEN" -> new Listen(words[1].replace("\"", ""), words[1].startsWith("\""));
            case "UNLISTEN" -> new Unlisten(words[1].replace("\"", "").replace("*", ""));
            case "CREATE" -> new Command("CREATE TABLE");
            default -> throw new SyntaxError(words[0]);
        };
    }

    /** Whether it is one of those that a failed transaction lets through. */
    default boolean isExit() {
        return this instanceof Transaction(var kind) && kind != Transaction.Kind.BEGIN;
    }

    /** Whether it answers rows. */
    default boolean answersRows() {
        return switch (this) {
            case Select _, Sleep _, Fail _, SetConfig _, Show _ -> true;
            default -> false;
        };
    }

    /** Whether it needs a parameter. */
    default boolean hasParameter() {
        return this instanceof Select select && select.text().equals("$1");
    }

    /** Whom it works for: what is before the colon of its string; empty if nobody is named. */
    default String client() {
        String text =
                switch (this) {
                    case Select select -> select.text();
                    case Sleep sleep -> sleep.text();
                    case Fail fail -> fail.text();
                    case Insert insert -> insert.text();
                    case Set set -> set.value();
                    case Notify notify -> notify.payload();
                    case Copy copy -> copy.text();
                    case Listen listen -> listen.quoted() ? "" : listen.channel().replace('_', ':');
                    case Prepare prepare -> prepare.name().replace('_', ':');
                    default -> "";
                };
        int colon = text.indexOf(':');
        return colon < 0 || text.startsWith("howdah") ? "" : text.substring(0, colon);
    }
}
