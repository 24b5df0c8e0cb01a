package io.howdah.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

final class SwitchboardTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TestFolder folder;
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        folder = new TestFolder();
        cluster =
                EmbeddedCluster.start(
                        new ClusterSettings(folder.data(), 2), Clock.system(), line -> {});
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
        folder.close();
    }

    @Test
    void startsAgainWhatItStopped() throws Exception {
        cluster.stop("replica-1");
        assertThrows(SQLException.class, () -> query("replica-1", "SELECT 1"));
        run("primary", "CREATE TABLE written_meanwhile AS SELECT 42 AS answer");
        refuses("replica-1 does not run", () -> cluster.stop("replica-1"));
        refuses("replica-1 does not run", () -> cluster.delay("replica-1", Duration.ZERO));
        cluster.start("replica-1");
        awaits("replica-1", "SELECT answer FROM written_meanwhile", "42");
        refuses("replica-1 runs already", () -> cluster.start("replica-1"));
    }

    @Test
    void recoversWhatItKilledPrimaryIncluded() throws Exception {
        run("primary", "CREATE TABLE survives AS SELECT 7 AS answer");
        for (String name : List.of("replica-2", "primary")) {
            cluster.kill(name);
            assertTrue(Files.exists(PidFile.path(data(name))), "left behind, as by a crash");
            assertThrows(SQLException.class, () -> query(name, "SELECT 1"));
            cluster.start(name);
            awaits(name, "SELECT answer FROM survives", "7");
        }
        run("primary", "UPDATE survives SET answer = 8");
        awaits("replica-2", "SELECT answer FROM survives", "8");
    }

    @Test
    void startsReplicaWithoutPrimary() throws Exception {
        cluster.stop("replica-2");
        cluster.stop("primary");
        cluster.start("replica-2");
        assertEquals("t", query("replica-2", "SELECT pg_is_in_recovery()"));
        cluster.start("primary");
        run("primary", "CREATE TABLE followed AS SELECT 3 AS answer");
        awaits("replica-2", "SELECT answer FROM followed", "3");
    }

    @Test
    void holdsReplicaBackUntilItIsStartedAgain() throws Exception {
        String delay = "SHOW recovery_min_apply_delay";
        cluster.delay("replica-1", Duration.ofMinutes(2));
        awaits("replica-1", delay, "2min");
        cluster.delay("replica-1", Duration.ZERO);
        awaits("replica-1", delay, "0");
        cluster.delay("replica-1", Duration.ofMillis(200));
        cluster.stop("replica-1");
        cluster.start("replica-1");
        assertEquals("0", query("replica-1", delay));
    }

    @Test
    void refusesWhatThereIsNot() {
        refuses(
                "there is no server replica-3: there are primary, replica-1, replica-2",
                () -> cluster.stop("replica-3"));
        refuses(
                "primary follows nobody: only a replica can be delayed",
                () -> cluster.delay("primary", Duration.ofMillis(1)));
        refuses(
                "a replica can be delayed by an hour at most",
                () -> cluster.delay("replica-1", Duration.ofDays(1)));
    }

    private static void refuses(String message, Executable action) {
        assertEquals(message, assertThrows(ClusterException.class, action).getMessage());
    }

    private static Path data(String name) {
        return folder.data().resolve(name);
    }

    private static HostPort address(String name) {
        HostPort address = cluster.servers().get(name);
        if (address == null) {
            throw new IllegalArgumentException(name);
        }
        return address;
    }

    private static void awaits(String name, String sql, String answer) throws Exception {
        assertTrue(
                Poll.until(Clock.system(), PATIENCE, () -> answers(name, sql, answer)),
                () -> name + " does not answer " + answer + " to " + sql);
    }

    private static boolean answers(String name, String sql, String answer) {
        try {
            return query(name, sql).equals(answer);
        } catch (SQLException _) {
            return false; // the table has not arrived yet
        }
    }

    private static void run(String name, String sql) throws SQLException {
        try (Connection connection = Database.connect(address(name))) {
            Database.run(connection, sql);
        }
    }

    private static String query(String name, String sql) throws SQLException {
        try (Connection connection = Database.connect(address(name))) {
            return Database.column(connection, sql).getFirst();
        }
    }
}
