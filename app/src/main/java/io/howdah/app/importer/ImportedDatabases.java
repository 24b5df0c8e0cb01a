package io.howdah.app.importer;

import io.howdah.base.HostPort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The section [databases]: which servers there are, and what is special about a database.
 *
 * <p>Howdah stands in front of one cluster, so that the servers are those of the first database;
 * what leads elsewhere is noted.
 */
final class ImportedDatabases {
    private static final String ANY = "*";

    private final YamlText yaml;
    private final List<String> notes;
    private final Map<String, String> global;
    private final PoolKeys keys;
    private final Set<HostPort> nodes = new LinkedHashSet<>();
    private final List<Map<String, String>> databases = new ArrayList<>();
    private boolean any;

    ImportedDatabases(
            KnownSettings known, YamlText yaml, List<String> notes, Map<String, String> global) {
        this.yaml = yaml;
        this.notes = notes;
        this.global = global;
        this.keys = new PoolKeys(known, "databases", notes);
    }

    void add(List<IniEntry> entries) {
        Map<String, String> wildcard = new LinkedHashMap<>();
        for (IniEntry entry : entries) {
            Map<String, String> target = entry.key().equals(ANY) ? wildcard : named(entry.key());
            try {
                database(entry, ConnectionString.parse(entry.value()), target);
            } catch (IllegalArgumentException e) {
                notes.add(entry.place() + ": " + entry.key() + " " + e.getMessage());
            }
        }
        if (!any) {
            notes.add(
                    "[databases] has no *: PgBouncer serves only those listed, Howdah every"
                            + " database that PostgreSQL has");
        }
        wildcard.forEach(this::forOthers);
        write();
    }

    private void write() {
        if (nodes.isEmpty()) {
            notes.add("no database names a server: 127.0.0.1:5432 is taken");
            nodes.add(new HostPort("127.0.0.1", 5432));
        }
        yaml.sections(
                "nodes", nodes.stream().map(node -> Map.of("address", node.toString())).toList());
        List<Map<String, String>> special =
                databases.stream().filter(database -> database.size() > 1).toList();
        if (!special.isEmpty()) {
            yaml.sections("databases", special);
        }
    }

    private Map<String, String> named(String name) {
        Map<String, String> database = new LinkedHashMap<>();
        database.put("name", name);
        databases.add(database);
        return database;
    }

    private void database(
            IniEntry entry, Map<String, String> connection, Map<String, String> target) {
        String owner = "database " + entry.key();
        any |= entry.key().equals(ANY);
        servers(owner, connection);
        connection.forEach(
                (name, value) -> {
                    switch (name) {
                        case "host", "port" -> {}
                        case "dbname" -> alias(entry, value);
                        case "user" ->
                                notes.add(
                                        owner
                                                + ": every client becomes user "
                                                + value
                                                + " in PostgreSQL: has no counterpart");
                        case "password" -> notes.add(owner + ": its password is not taken over");
                        default -> keys.copy(owner, name, value, target);
                    }
                });
    }

    private void alias(IniEntry entry, String name) {
        if (!name.equals(entry.key())) {
            notes.add(
                    "database "
                            + entry.key()
                            + ": is another name of "
                            + name
                            + ", which has no counterpart");
        }
    }

    private void servers(String owner, Map<String, String> connection) {
        String hosts = connection.getOrDefault("host", "");
        int port = Integer.parseInt(connection.getOrDefault("port", "5432"));
        Set<HostPort> servers = new LinkedHashSet<>();
        for (String host : hosts.split(",", -1)) {
            boolean unix = host.isBlank() || host.startsWith("/") || host.startsWith("@");
            if (unix) {
                notes.add(owner + ": a Unix socket leads to its server, 127.0.0.1 is taken");
            }
            servers.add(new HostPort(unix ? "127.0.0.1" : host.strip(), port));
        }
        if (nodes.isEmpty()) {
            nodes.addAll(servers);
        } else if (!nodes.equals(servers)) {
            notes.add(
                    owner
                            + ": leads to other servers, "
                            + servers
                            + ": run another Howdah in front of them");
        }
    }

    /** What * says holds for databases that are not listed; those that are keep what was theirs. */
    private void forOthers(String key, String value) {
        if (!key.startsWith("pool.")) {
            notes.add("database *: " + key + " = " + value + " has no counterpart");
            return;
        }
        String name = key.equals("pool.size") ? "default_pool_size" : "";
        String present = global.getOrDefault(name, key.equals("pool.size") ? "20" : "");
        if (!present.isEmpty()) {
            databases.forEach(database -> database.putIfAbsent(key, present));
        } else if (!databases.isEmpty()) {
            notes.add("database *: " + key + " = " + value + " now holds for all databases");
        }
        yaml.set(key, value);
    }
}
