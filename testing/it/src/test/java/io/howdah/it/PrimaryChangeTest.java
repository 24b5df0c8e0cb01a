package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.Consistency;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A replica becomes the primary while clients write, read and wait. */
final class PrimaryChangeTest {
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = Servers.cluster(2);
    }

    @AfterAll
    static void stopCluster() throws Exception {
        Servers.stop(cluster);
    }

    @Test
    void whoWaitsToWriteIsLedToTheNewPrimary() throws Exception {
        new Endpoint(cluster.primary()).run("CREATE TABLE notes (text text)");
        try (Front front = Front.reading(cluster, 1, Consistency.SESSION);
                Connection holder = front.endpoint().connect();
                Connection writer = front.endpoint().connect();
                Connection reader = front.endpoint().connect()) {
            Sql.value(reader, "SELECT count(*) FROM notes");
            holder.setAutoCommit(false);
            Sql.run(holder, "INSERT INTO notes VALUES ('lost')");
            CompletableFuture<Void> written =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    Sql.run(writer, "INSERT INTO notes VALUES ('kept')");
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            });
            Await.until("one waits", () -> front.figure("howdah_clients_waiting") == 1);
            cluster.kill("primary");
            new Endpoint(cluster.nodes().get(1)).run("SELECT pg_promote()");
            written.get(30, TimeUnit.SECONDS);
            assertEquals("kept", Sql.value(writer, "SELECT text FROM notes"));
            assertEquals("kept", Sql.value(reader, "SELECT text FROM notes"));
        }
    }
}
