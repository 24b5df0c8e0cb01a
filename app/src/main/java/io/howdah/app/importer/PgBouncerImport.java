package io.howdah.app.importer;

import io.howdah.admin.pgbouncer.PgBouncerSetting;
import io.howdah.admin.pgbouncer.PgBouncerSetting.Unit;
import io.howdah.base.HostPort;
import io.howdah.base.config.Spelling;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.GatewaySettings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a pgbouncer.ini into a howdah.yaml that behaves the same, and says what has no counterpart.
 * What stands for what is in {@link PgBouncerSetting}; here is what takes more than copying.
 */
public final class PgBouncerImport {
    private final KnownSettings known = KnownSettings.of(GatewaySettings.class);
    private final YamlText yaml = new YamlText();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, String> global = new LinkedHashMap<>();
    private final Path file;
    private final IniFile ini;

    private PgBouncerImport(Path file, IniFile ini) {
        this.file = file;
        this.ini = ini;
    }

    /**
     * What came of it.
     *
     * @param yaml the whole file, with the notes as comments
     * @param notes what has no counterpart, or is not quite the same; a line each
     */
    public record Imported(String yaml, List<String> notes) {
        public Imported {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Imports {@code file} and what it includes.
     *
     * @throws IOException when one of the files cannot be read
     */
    public static Imported of(Path file) throws IOException {
        PgBouncerImport work = new PgBouncerImport(file, IniFile.read(file));
        work.run();
        return new Imported(work.text(), work.notes);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        text.append("# Imported from ").append(file.getFileName()).append(" of PgBouncer.\n");
        if (!notes.isEmpty()) {
            text.append("#\n# What has no counterpart, or is not quite the same:\n");
            notes.forEach(note -> text.append("# - ").append(note).append('\n'));
        }
        return text.append('\n').append(yaml).toString();
    }

    private void run() throws IOException {
        notes.addAll(ini.problems());
        for (IniEntry entry : ini.section("pgbouncer")) {
            global.put(entry.key().toLowerCase(Locale.ROOT), entry.value());
        }
        listen();
        authMethod();
        copied();
        new ImportedDatabases(known, yaml, notes, global).add(ini.section("databases"));
        new ImportedUsers(known, yaml, notes).add(ini.section("users"), usersFile());
        others();
    }

    private Optional<Path> usersFile() {
        return Optional.ofNullable(global.get("auth_file"))
                .map(name -> file.toAbsolutePath().resolveSibling(name));
    }

    // ---- where clients connect

    private void listen() {
        String addresses = global.getOrDefault("listen_addr", "");
        List<String> all =
                Arrays.stream(addresses.split(",", -1))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
        if (all.isEmpty()) {
            notes.add("listen_addr is empty: PgBouncer listens on no address, Howdah on loopback");
        } else if (all.size() > 1) {
            notes.add("listen_addr: only " + all.getFirst() + " of " + addresses + " is taken");
        }
        String first = all.isEmpty() ? "127.0.0.1" : all.getFirst();
        yaml.set("listen", new HostPort(first.equals("*") ? "0.0.0.0" : first, port()).toString());
    }

    private int port() {
        return Integer.parseInt(global.getOrDefault("listen_port", "6432"));
    }

    private boolean listensOnLoopback() {
        String first = global.getOrDefault("listen_addr", "").split(",", 2)[0].strip();
        return first.isEmpty() || (!first.equals("*") && new HostPort(first, 1).isLoopback());
    }

    // ---- how they log in

    private void authMethod() {
        String type = global.getOrDefault("auth_type", "md5");
        String method =
                switch (type) {
                    case "any", "trust" -> listensOnLoopback() ? "trust" : "scram";
                    case "scram-sha-256", "plain" -> "scram";
                    default -> type;
                };
        if (type.equals("hba") && known.has("auth.hba-file")) {
            return; // the rules say it
        }
        boolean there =
                Arrays.stream(AuthMethod.values())
                        .anyMatch(each -> each.name().equalsIgnoreCase(method));
        if (!there || (method.equals("scram") && !type.equals("scram-sha-256"))) {
            notes.add(
                    "auth_type = "
                            + type
                            + ": scram is used instead; users need a password or a SCRAM secret,"
                            + " an md5 hash does not do");
        }
        yaml.set("auth.method", there ? method : "scram");
    }

    // ---- what is only called differently

    private void copied() {
        for (PgBouncerSetting setting : PgBouncerSetting.all()) {
            String given = global.get(setting.name());
            if (!setting.hasKey()) {
                continue;
            }
            if (known.has(setting.key())) {
                copy(setting, given);
            } else if (given != null && !given.equals(setting.fallback())) {
                notes.add(setting.name() + " = " + given + ": not supported");
            }
        }
        if (global.getOrDefault("log_stats", "1").equals("0")) {
            yaml.set("statistics-period", "0s");
        }
    }

    private void copy(PgBouncerSetting setting, @Nullable String given) {
        String value = given == null ? setting.fallback() : given;
        if (value.isEmpty() || (isStandIn(value) && value.equals(setting.fallback()))) {
            return;
        }
        if (setting.unit() == Unit.NAMES || setting.unit() == Unit.CIPHERS) {
            yaml.set(setting.key(), words(value));
            return;
        }
        try {
            String translated = setting.translate(value);
            if (given != null || !known.isFallback(setting.key(), translated)) {
                yaml.set(setting.key(), translated);
            }
        } catch (NumberFormatException e) {
            notes.add(setting.name() + " = " + value + ": is not a number");
        }
    }

    /** A default that is a word for something computed. */
    private static boolean isStandIn(String value) {
        return value.equals("default") || value.equals("secure") || value.equals("<empty>");
    }

    static List<String> words(String value) {
        return Arrays.stream(value.split("[,:\\s]+", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    // ---- what is left

    private void others() {
        List<String> names = PgBouncerSetting.all().stream().map(PgBouncerSetting::name).toList();
        for (IniEntry entry : ini.entries()) {
            String key = entry.key().toLowerCase(Locale.ROOT);
            switch (entry.section()) {
                case "databases", "users" -> {}
                case "pgbouncer" ->
                        PgBouncerSetting.named(key)
                                .ifPresentOrElse(
                                        setting -> remark(setting, entry),
                                        () -> notes.add(unknown(entry, names)));
                case "peers" ->
                        notes.add(
                                entry.place() + ": peer " + entry.key() + ": peers are not needed");
                default ->
                        notes.add(entry.place() + ": section [" + entry.section() + "] is unknown");
            }
        }
    }

    private void remark(PgBouncerSetting setting, IniEntry entry) {
        boolean said = setting.hasKey() || setting.remark().isEmpty();
        if (!said && !entry.value().equals(setting.fallback())) {
            notes.add(setting.name() + " = " + entry.value() + ": " + setting.remark());
        }
    }

    private static String unknown(IniEntry entry, List<String> names) {
        return entry.place()
                + ": PgBouncer 1.25 has no setting "
                + entry.key()
                + Spelling.nearest(entry.key(), names)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
    }
}
