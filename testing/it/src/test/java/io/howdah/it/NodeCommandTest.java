package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.app.Main;
import io.howdah.base.HostPort;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code howdah node} beside a running {@code howdah up}, whose clients notice nothing. */
final class NodeCommandTest {
    private static Path folder;
    private static HowdahProcess howdah;
    private static Endpoint endpoint;

    @BeforeAll
    static void startHowdah() throws Exception {
        folder = Scratch.folder("node-command");
        howdah =
                HowdahProcess.start(
                        "up", "--replicas", "2", "--port", "0", "--data", folder.toString());
        endpoint = howdah.endpoint();
        endpoint.run("CREATE TABLE read_often AS SELECT 42 AS answer");
    }

    @AfterAll
    static void stopHowdah() throws Exception {
        howdah.close();
        Scratch.delete(folder);
    }

    @Test
    void losesAReplicaWithoutAnErrorAndGetsItBack() throws Exception {
        try (Readers readers = Readers.start(endpoint)) {
            for (String action : List.of("stop", "kill")) {
                awaitReads("replica-1");
                assertEquals(0, node(action, "replica-1"), action);
                awaitState("replica-1", false);
                readers.awaitMore();
                assertEquals(0, node("start", "replica-1"));
                awaitState("replica-1", true);
            }
            awaitReads("replica-1");
            assertEquals(List.of(), readers.errors());
        }
    }

    @Test
    void delaysAReplicaWhichClientsDoNotNotice() throws Exception {
        try (Connection client = endpoint.connect()) {
            Sql.run(client, "CREATE TABLE written AS SELECT 0 AS number");
            assertEquals(0, node("delay", "replica-2", "5s"));
            for (int number = 1; number <= 20; number++) {
                Sql.run(client, "UPDATE written SET number = " + number);
                assertEquals(
                        Integer.toString(number), Sql.value(client, "SELECT number FROM written"));
            }
            Await.until("SHOW NODES tells of its lag", () -> lagMillis("replica-2") > 500);
            assertTrue(lagMillis("replica-1") < 500);
            assertEquals(0, node("delay", "replica-2", "0"));
            Await.until("it has caught up", () -> lagMillis("replica-2") < 500);
        }
    }

    private static long lagMillis(String server) throws SQLException {
        Endpoint console = new Endpoint(endpoint.address(), "howdah_admin");
        try (Connection client = console.connect("preferQueryMode", "simple");
                Statement statement = client.createStatement();
                ResultSet nodes = statement.executeQuery("SHOW NODES")) {
            while (nodes.next()) {
                if (nodes.getString("name").equals(server)) {
                    return nodes.getLong("lag_ms");
                }
            }
        }
        throw new AssertionError("SHOW NODES does not know " + server);
    }

    @Test
    void tellsWhatThereIs() {
        StringWriter out = new StringWriter();
        assertEquals(0, node(out, "list"));
        List<String> names = out.toString().lines().map(line -> line.split(" ", 2)[0]).toList();
        assertEquals(List.of("primary", "replica-1", "replica-2"), names);
        StringWriter err = new StringWriter();
        assertEquals(2, node(err, "stop", "replica-9"));
        assertEquals(
                """
                howdah: there is no node "replica-9"
                  Hint: There are primary, replica-1, replica-2.
                """,
                err.toString());
        assertEquals(2, node("delay", "replica-1", "soon"));
        assertEquals(1, node("start", "replica-2"));
    }

    /** Waits until {@code server} reads the table that readers read, from now on. */
    private static void awaitReads(String server) throws Exception {
        try (Connection there = new Endpoint(address(server)).connect()) {
            long before = scans(there);
            Await.until("reads on " + server, () -> scans(there) > before);
        }
    }

    private static long scans(Connection server) throws SQLException {
        return Long.parseLong(
                Sql.value(
                        server,
                        "SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'read_often'"));
    }

    private static HostPort address(String server) {
        StringWriter out = new StringWriter();
        assertEquals(0, node(out, "list"), out::toString);
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(server))
                .flatMap(line -> Stream.of(line.split(" +")))
                .filter(word -> word.matches(".+:\\d+"))
                .map(HostPort::parse)
                .findFirst()
                .orElseThrow();
    }

    private static int node(String... words) {
        return node(new StringWriter(), words);
    }

    private static int node(StringWriter said, String... words) {
        List<String> all = new ArrayList<>(List.of("node"));
        all.addAll(List.of(words));
        all.addAll(List.of("--port", Integer.toString(endpoint.address().port())));
        PrintWriter writer = new PrintWriter(said);
        return Main.run(all.toArray(String[]::new), writer, writer);
    }

    private static void awaitState(String name, boolean wellWanted) throws Exception {
        Await.until(
                () -> name + (wellWanted ? " is well again" : " is not well any more"),
                () -> {
                    StringWriter out = new StringWriter();
                    assertEquals(0, node(out, "list"), out::toString);
                    return out.toString()
                            .lines()
                            .anyMatch(
                                    line ->
                                            line.startsWith(name)
                                                    && line.endsWith(" healthy") == wellWanted);
                });
    }
}
