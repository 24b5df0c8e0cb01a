package io.howdah.admin.internal.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.admin.internal.FakeGateway;
import io.howdah.admin.internal.table.Column;
import io.howdah.admin.internal.table.Table;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class ShowsTest {
    private final FakeGateway gateway = new FakeGateway();
    private final Shows shows = new Shows(new Sources(gateway, gateway, "1.0"));

    private Table table(String name) throws InterruptedException {
        return shows.named(name).table();
    }

    private Map<String, @Nullable String> row(String name, int index) throws InterruptedException {
        Table table = table(name);
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            row.put(table.columns().get(i).name(), table.rows().get(index).get(i));
        }
        return row;
    }

    @Test
    void knowsEveryTableOfPgbouncerAndMore() {
        for (String name :
                List.of(
                        "stats",
                        "stats_totals",
                        "stats_averages",
                        "totals",
                        "servers",
                        "clients",
                        "pools",
                        "peers",
                        "peer_pools",
                        "lists",
                        "users",
                        "databases",
                        "fds",
                        "sockets",
                        "active_sockets",
                        "config",
                        "mem",
                        "dns_hosts",
                        "dns_zones",
                        "state",
                        "version",
                        "hba",
                        "nodes",
                        "pins",
                        "statements",
                        "digests",
                        "bot",
                        "bot_changes")) {
            assertTrue(shows.names().contains(name), name);
        }
    }

    @Test
    void fillsEveryTable() throws InterruptedException {
        for (String name : shows.names()) {
            Table table = table(name);
            assertFalse(table.columns().isEmpty(), name);
        }
    }

    @Test
    void countsClientsAndBackendsOfAPool() throws InterruptedException {
        Map<String, @Nullable String> pool = row("pools", 0);
        assertEquals("shop", pool.get("database"));
        assertEquals("1", pool.get("cl_active"));
        assertEquals("1", pool.get("cl_waiting"));
        assertEquals("1", pool.get("sv_active"));
        assertEquals("2", pool.get("sv_idle"));
        assertEquals("1", pool.get("sv_login"));
        assertEquals("2", pool.get("maxwait"));
        assertEquals("500000", pool.get("maxwait_us"));
        assertEquals("transaction", pool.get("pool_mode"));
        assertEquals("pgbouncer", row("pools", 1).get("database"));
    }

    @Test
    void linksClientsAndServers() throws InterruptedException {
        Map<String, @Nullable String> client = row("clients", 0);
        Map<String, @Nullable String> server = row("servers", 0);
        assertEquals(client.get("link"), server.get("ptr"));
        assertEquals(client.get("ptr"), server.get("link"));
        assertEquals("C", client.get("type"));
        assertEquals("active", client.get("state"));
        assertEquals("tests", server.get("application_name"));
        assertEquals("4711", server.get("remote_pid"));
        assertEquals("1", server.get("close_needed"));
        assertEquals("waiting", row("clients", 1).get("state"));
        assertEquals("2", row("clients", 1).get("wait"));
        assertEquals("500000", row("clients", 1).get("wait_us"));
    }

    @Test
    void showsTrafficInMicroseconds() throws InterruptedException {
        Map<String, @Nullable String> stats = row("stats", 0);
        assertEquals("shop", stats.get("database"));
        assertEquals("3", stats.get("total_query_count"));
        assertEquals("7", stats.get("total_query_time"));
        assertEquals("8", stats.get("total_wait_time"));
        assertEquals("11", stats.get("total_bind_count"));
        assertEquals(23, stats.size());
        assertEquals("6", table("totals").rows().get(2).get(1), "both databases' queries");
        assertEquals(
                List.of("database", "server_assignment_count", "xact_count"),
                table("stats_averages").columns().stream().map(Column::name).limit(3).toList());
    }

    @Test
    void showsSettingsByPgbouncersNamesAndItsOwn() throws InterruptedException {
        Map<String, List<@Nullable String>> config = new LinkedHashMap<>();
        table("config").rows().forEach(row -> config.put(String.valueOf(row.get(0)), row));
        assertEquals(
                List.of("max_client_conn", "10000", "100", "no"), config.get("max_client_conn"));
        assertEquals(List.of("pool.size", "20", "20", "yes"), config.get("pool.size"));
        assertEquals(
                List.of("query_wait_timeout", "120", "120", "no"),
                config.get("query_wait_timeout"));
        assertEquals(List.of("listen_port", "6432", "6432", "no"), config.get("listen_port"));
        assertFalse(config.toString().contains("hunter2"), "a password is shown");
    }

    @Test
    void showsDatabasesAndUsers() throws InterruptedException {
        Map<String, @Nullable String> database = row("databases", 0);
        assertEquals("shop", database.get("name"));
        assertEquals("db1", database.get("host"));
        assertEquals("20", database.get("pool_size"));
        assertEquals("4", database.get("current_connections"));
        assertEquals("2", database.get("current_client_connections"));
        assertEquals("1", database.get("paused"));
        assertEquals("app", row("users", 0).get("name"));
    }

    @Test
    void showsPinsNodesRulesAndDigests() throws InterruptedException {
        Map<String, @Nullable String> pin = row("pins", 0);
        assertEquals(
                List.of("7", "settings", "90", "3", "4711"),
                List.of("client", "reasons", "seconds", "backend", "remote_pid").stream()
                        .map(pin::get)
                        .toList());
        assertEquals(List.of("settings", "1"), table("pin_counts").rows().getFirst());
        assertEquals("north", row("nodes", 0).get("name"));
        assertEquals("db1:5432", row("nodes", 0).get("node"));
        assertEquals("primary", row("nodes", 0).get("role"));
        assertEquals("{\"+staff\",app}", row("hba", 0).get("user_name"));
        assertEquals("250", row("digests", 0).get("mean_time"));
        assertEquals("howdah_1", row("statements", 0).get("name"));
    }

    @Test
    void showsWhatTheChoiceOfNodesBelieves() throws Exception {
        assertEquals("all", row("bot", 0).get("digest"));
        assertEquals("800", row("bot", 1).get("expected_us"));
        assertEquals("SELECT $1", row("bot", 1).get("query"));
        assertEquals("the bot decides", row("bot_changes", 0).get("change"));
    }

    @Test
    void knowsItsState() throws InterruptedException {
        assertEquals(
                List.of(
                        List.of("active", "yes"),
                        List.of("paused", "no"),
                        List.of("suspended", "no")),
                table("state").rows());
        gateway.suspended = true;
        assertEquals(List.of("active", "no"), table("state").rows().getFirst());
    }
}
