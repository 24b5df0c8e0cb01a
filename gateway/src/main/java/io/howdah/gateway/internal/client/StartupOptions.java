package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.wire.ProtocolVersion;
import io.howdah.wire.StartupPacket.Startup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client's start-up packet asks for.
 *
 * @param settings from {@code options} and from every parameter that is a setting; the latter win
 * @param needsOwnBackend whether only a backend start can take what it asks for: replication, or
 *     switches in {@code options} beside {@code -c} and {@code --}
 * @param passedOn what a backend of its own is to be started with, beside user and database
 * @param unrecognized names of {@code _pq_.} options, none of which is known
 */
record StartupOptions(
        ProtocolVersion version,
        String user,
        String database,
        SessionSettings settings,
        boolean needsOwnBackend,
        Map<String, String> passedOn,
        List<String> unrecognized) {

    private static final int LONGEST_NAME = 63;

    /** Raised when the packet cannot be served; its failure goes to the client. */
    static final class Refused extends Exception {
        private final Failure failure;

        Refused(Failure failure) {
            super(failure.message());
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }

    static StartupOptions of(Startup startup) throws Refused {
        Map<String, String> parameters = startup.parameters();
        String user = cut(parameters.getOrDefault("user", ""));
        if (user.isEmpty()) {
            throw refused(
                    ErrorCode.INVALID_AUTHORIZATION,
                    "no PostgreSQL user name specified in startup packet");
        }
        String database = cut(parameters.getOrDefault("database", ""));
        TreeMap<String, String> settings = new TreeMap<>();
        boolean needsOwnBackend = hasSwitches(parameters.getOrDefault("options", ""), settings);
        TreeMap<String, String> passedOn = new TreeMap<>(parameters);
        passedOn.keySet().removeAll(List.of("user", "database"));
        List<String> unrecognized = new ArrayList<>();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            if (name.startsWith("_pq_.")) {
                unrecognized.add(name);
                passedOn.remove(name);
            } else if (name.equals("replication")) {
                needsOwnBackend |= isReplication(parameter.getValue());
            } else if (!name.equals("user")
                    && !name.equals("database")
                    && !name.equals("options")) {
                settings.put(name.toLowerCase(Locale.ROOT), parameter.getValue());
            }
        }
        Failure refusal = OwnSettings.refusal(settings);
        if (refusal != null) {
            throw new Refused(refusal);
        }
        return new StartupOptions(
                startup.version(),
                user,
                database.isEmpty() ? user : database,
                new SessionSettings(settings),
                needsOwnBackend,
                passedOn,
                unrecognized);
    }

    /**
     * A name as PostgreSQL takes it, which cuts it silently: a rule must not see another name than
     * the one that logs in.
     */
    private static String cut(String name) {
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    /** What kind of replication it is for, as PgBouncer says: none, logical or physical. */
    String replication() {
        String value = passedOn.getOrDefault("replication", "off");
        if (!isReplication(value)) {
            return ClientPortrait.NO_REPLICATION;
        }
        return value.equals("database") ? "logical" : "physical";
    }

    /** Whether a start-up packet asks for replication that belongs to no database. */
    static boolean isPhysicalReplication(Startup startup) {
        String value = startup.parameters().getOrDefault("replication", "off");
        return !value.equals("database")
                && !List.of("off", "false", "no", "0").contains(value.toLowerCase(Locale.ROOT));
    }

    /** Whatever is not a way to say no: PostgreSQL says what is wrong with it. */
    private static boolean isReplication(String value) {
        return !List.of("off", "false", "no", "0").contains(value.toLowerCase(Locale.ROOT));
    }

    /**
     * Reads {@code -c name=value} and {@code --name=value}, with backslashes escaping blanks.
     *
     * @return whether there are others as well, which end the reading
     */
    private static boolean hasSwitches(String options, Map<String, String> settings)
            throws Refused {
        List<String> words = words(options);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String assignment;
            if (word.equals("-c") && i + 1 < words.size()) {
                assignment = words.get(++i);
            } else if (word.startsWith("-c") && word.length() > 2) {
                assignment = word.substring(2);
            } else if (word.startsWith("--")) {
                assignment = word.substring(2);
            } else {
                return true;
            }
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw refused(
                        ErrorCode.PROTOCOL_VIOLATION,
                        "option \"" + word + "\" in the start-up packet requires a value");
            }
            String name = assignment.substring(0, equals).replace('-', '_');
            settings.put(name.toLowerCase(Locale.ROOT), assignment.substring(equals + 1));
        }
        return false;
    }

    private static List<String> words(String options) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < options.length(); i++) {
            char c = options.charAt(i);
            if (Character.isWhitespace(c)) {
                if (inside) {
                    words.add(word.toString());
                    word.setLength(0);
                    inside = false;
                }
            } else {
                if (c == '\\' && i + 1 < options.length()) {
                    c = options.charAt(++i);
                }
                word.append(c);
                inside = true;
            }
        }
        if (inside) {
            words.add(word.toString());
        }
        return words;
    }

    private static Refused refused(ErrorCode code, String message) {
        return new Refused(Failure.of(code, message));
    }
}
