package io.howdah.app.importer;

import io.howdah.gateway.config.AuthMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The section [users]: what is special about a user. A user is described in one place here, so that
 * when there are such users, those of {@code auth_file} come along.
 */
final class ImportedUsers {
    private static final Pattern LINE =
            Pattern.compile("\\s*(\"(?:[^\"]|\"\")*\")\\s+(\"(?:[^\"]|\"\")*\").*");
    private static final Pattern MD5 = Pattern.compile("md5[0-9a-f]{32}");

    private static final boolean TAKES_MD5 =
            Arrays.stream(AuthMethod.values()).anyMatch(method -> method.name().equals("MD5"));

    private final YamlText yaml;
    private final List<String> notes;
    private final PoolKeys keys;
    private final Map<String, Map<String, String>> users = new LinkedHashMap<>();

    ImportedUsers(KnownSettings known, YamlText yaml, List<String> notes) {
        this.yaml = yaml;
        this.notes = notes;
        this.keys = new PoolKeys(known, "users", notes);
    }

    void add(List<IniEntry> entries, Optional<Path> usersFile) throws IOException {
        for (IniEntry entry : entries) {
            settings(entry, user(entry.key()));
        }
        if (entries.isEmpty()) {
            return;
        }
        if (usersFile.isPresent() && Files.exists(usersFile.get())) {
            Files.readAllLines(usersFile.get()).forEach(this::password);
            yaml.remove("auth", "users-file");
            notes.add("[users]: the users of auth_file are in this file now, with their passwords");
        }
        yaml.sections("users", List.copyOf(users.values()));
    }

    private void settings(IniEntry entry, Map<String, String> user) {
        try {
            ConnectionString.parse(entry.value())
                    .forEach((name, value) -> keys.copy("user " + entry.key(), name, value, user));
        } catch (IllegalArgumentException e) {
            notes.add(entry.place() + ": " + entry.key() + " " + e.getMessage());
        }
    }

    private void password(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        String name = IniFile.unquoted(matcher.group(1));
        String password = IniFile.unquoted(matcher.group(2));
        Map<String, String> user = user(name);
        if (MD5.matcher(password).matches() && !TAKES_MD5) {
            notes.add("user " + name + ": has an md5 hash, which does not do: set its password");
        } else if (!password.isEmpty()) {
            user.put("password", password);
        }
    }

    private Map<String, String> user(String name) {
        return users.computeIfAbsent(name, _ -> new LinkedHashMap<>(Map.of("name", name)));
    }
}
