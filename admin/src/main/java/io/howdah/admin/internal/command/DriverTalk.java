package io.howdah.admin.internal.command;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What drivers say to any PostgreSQL server, and what they are told here so that they go on. */
final class DriverTalk {
    /** Commands without an effect here, with what completes them. */
    private static final Map<String, String> COURTESIES =
            Map.ofEntries(
                    Map.entry("begin", "BEGIN"),
                    Map.entry("start", "START TRANSACTION"),
                    Map.entry("commit", "COMMIT"),
                    Map.entry("end", "COMMIT"),
                    Map.entry("rollback", "ROLLBACK"),
                    Map.entry("abort", "ROLLBACK"),
                    Map.entry("savepoint", "SAVEPOINT"),
                    Map.entry("release", "RELEASE"),
                    Map.entry("discard", "DISCARD ALL"),
                    Map.entry("deallocate", "DEALLOCATE"),
                    Map.entry("reset", "RESET"),
                    Map.entry("unlisten", "UNLISTEN"));

    /** PostgreSQL's settings, in small letters, with what SHOW tells. */
    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("client_encoding", "UTF-8"),
                    Map.entry("server_encoding", "UTF-8"),
                    Map.entry("default_transaction_isolation", "read committed"),
                    Map.entry("transaction_isolation", "read committed"),
                    Map.entry("default_transaction_read_only", "off"),
                    Map.entry("transaction_read_only", "off"),
                    Map.entry("standard_conforming_strings", "on"),
                    Map.entry("datestyle", "ISO"),
                    Map.entry("intervalstyle", "postgres"),
                    Map.entry("timezone", "GMT"),
                    Map.entry("search_path", ""),
                    Map.entry("application_name", ""),
                    Map.entry("extra_float_digits", "3"),
                    Map.entry("bytea_output", "hex"),
                    Map.entry("client_min_messages", "notice"),
                    Map.entry("statement_timeout", "0"),
                    Map.entry("lock_timeout", "0"),
                    Map.entry("idle_in_transaction_session_timeout", "0"),
                    Map.entry("idle_session_timeout", "0"),
                    Map.entry("max_identifier_length", "63"),
                    Map.entry("server_version", "1.25.2/bouncer"),
                    Map.entry("server_version_num", "12502"));

    /** What follows SET and is no setting. */
    private static final Set<String> PHRASES =
            Set.of("transaction", "characteristics", "time", "names", "constraints", "role");

    private DriverTalk() {}

    static Optional<Command> courtesy(String verb) {
        return Optional.ofNullable(COURTESIES.get(verb)).map(Command.Courtesy::new);
    }

    static boolean isSetting(String key) {
        return SETTINGS.containsKey(key.toLowerCase(Locale.ROOT));
    }

    static boolean isPhrase(String word) {
        return PHRASES.contains(word.toLowerCase(Locale.ROOT));
    }

    static Optional<Command> shown(String setting) {
        return Optional.ofNullable(SETTINGS.get(setting))
                .map(value -> new Command.Constant(setting, value));
    }
}
