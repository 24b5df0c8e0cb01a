package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What functions, triggers and views do to a session is found in the catalogue: a client that may
 * reach it keeps its backend, and no other client does.
 */
@EachRig
final class ReachTest {
    private final Rig rig;
    private Front front;

    ReachTest(Rig rig) throws Exception {
        this.rig = rig;
        rig.direct()
                .run(
                        "DROP SCHEMA IF EXISTS reach CASCADE; CREATE SCHEMA reach; CREATE FUNCTION"
                            + " reach.pick(zone text) RETURNS text LANGUAGE sql AS $$SELECT"
                            + " set_config('timezone', zone, false)$$; CREATE FUNCTION"
                            + " reach.pick_inside(zone text) RETURNS text LANGUAGE plpgsql AS"
                            + " $$BEGIN RETURN reach.pick(zone); END$$; CREATE FUNCTION"
                            + " reach.plain(i int) RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN i"
                            + " + 1; END$$; CREATE FUNCTION reach.trip() RETURNS trigger LANGUAGE"
                            + " plpgsql AS $$BEGIN SET timezone = 'Asia/Tokyo'; RETURN NEW; END$$;"
                            + " CREATE TABLE reach.plain_table (a int); CREATE TABLE reach.tripping"
                            + " (a int); CREATE TRIGGER trip BEFORE INSERT ON reach.tripping FOR"
                            + " EACH ROW EXECUTE FUNCTION reach.trip(); CREATE VIEW reach.window_of"
                            + " AS SELECT reach.pick_inside('Asia/Tokyo')");
        this.front =
                Front.of(PoolMode.TRANSACTION, 3, Duration.ofSeconds(1), rig.direct().address());
    }

    @BeforeEach
    void readCatalogue() throws Exception {
        try (Connection connection = front.endpoint().connect()) {
            Sql.value(connection, "SELECT 1");
            Await.until("the catalogue", () -> front.figure("howdah_catalogs") == 1);
        }
        front.awaitQuiet();
    }

    @AfterEach
    void close() throws Exception {
        front.awaitQuiet();
        front.close();
    }

    private void binds(String sql) throws Exception {
        try (Connection setter = front.endpoint().connect();
                Connection other = front.endpoint().connect()) {
            String before = Sql.value(other, "SHOW timezone");
            Sql.run(setter, sql);
            assertEquals("Asia/Tokyo", Sql.value(setter, "SHOW timezone"), sql);
            for (int i = 0; i < 10; i++) {
                assertEquals(before, Sql.value(other, "SHOW timezone"), sql);
                assertEquals("Asia/Tokyo", Sql.value(setter, "SHOW timezone"), sql);
            }
            assertEquals(1, front.figure("howdah_clients_pinned"), sql);
            Sql.run(setter, "DISCARD ALL");
            Await.until("no pins", () -> front.figure("howdah_clients_pinned") == 0);
        }
        front.awaitQuiet();
    }

    @Test
    void bindsWhoeverReachesWhatSets() throws Exception {
        binds("SELECT reach.pick('Asia/Tokyo')");
        binds("SELECT reach.pick_inside('Asia/Tokyo')");
        binds("SELECT * FROM reach.window_of");
        binds("INSERT INTO reach.tripping VALUES (1)");
        binds("WITH x AS (INSERT INTO reach.tripping VALUES (1) RETURNING a) SELECT a FROM x");
        binds("SET search_path = reach; SELECT pick('Asia/Tokyo')");
        binds("PREPARE p AS SELECT reach.pick('Asia/Tokyo'); EXECUTE p");
    }

    @Test
    void bindsNobodyElse() throws Exception {
        try (Connection connection = front.endpoint().connect()) {
            for (String sql :
                    new String[] {
                        "SELECT reach.plain(1)",
                        "INSERT INTO reach.plain_table VALUES (reach.plain(2))",
                        "SELECT count(*), max(a), now(), coalesce(sum(a), 0) FROM"
                                + " reach.plain_table GROUP BY a::text ORDER BY 1",
                        "SELECT extract(epoch FROM now()), current_user, 'a' LIKE 'b'",
                        "BEGIN",
                        "SAVEPOINT s",
                        "COMMIT"
                    }) {
                Sql.run(connection, sql);
                Await.until(sql, () -> front.figure("howdah_clients_pinned") == 0);
            }
        }
    }

    @Test
    void waitsForTheCatalogueWhenAnObjectIsNew() throws Exception {
        try (Connection connection = front.endpoint().connect()) {
            Sql.run(connection, "CREATE TABLE reach.fresh (a int)");
            Sql.run(connection, "INSERT INTO reach.fresh VALUES (1)");
            Await.until("it is known", () -> front.figure("howdah_clients_pinned") == 0);
            Sql.run(connection, "INSERT INTO reach.fresh VALUES (2)");
            Sql.run(connection, "SELECT 1");
            assertEquals(0, front.figure("howdah_clients_pinned"));
            Sql.run(
                    connection,
                    "CREATE FUNCTION reach.late() RETURNS void LANGUAGE sql AS $$SELECT"
                            + " set_config('timezone', 'Asia/Tokyo', false)$$");
            assertThrows(
                    AssertionError.class,
                    () -> {
                        Sql.run(connection, "SELECT reach.late()");
                        assertEquals(0, front.figure("howdah_clients_pinned"));
                    });
        }
    }

    /**
     * Whoever comes first holds all backends until the catalogue is known, which needs one, too.
     */
    @Test
    void bindsNobodyForGoodOfManyWhoComeFirst() throws Exception {
        rig.direct().run("CREATE TABLE reach.first (a int)");
        List<Connection> connections = new ArrayList<>();
        try (Front fresh =
                        Front.of(
                                PoolMode.TRANSACTION,
                                3,
                                Duration.ofSeconds(1),
                                rig.direct().address());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                Connection connection = fresh.endpoint().connect();
                connections.add(connection);
                runs.add(
                        threads.submit(
                                () -> {
                                    Sql.run(connection, "SELECT a FROM reach.first");
                                    return null;
                                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
            Await.until("it is known", () -> fresh.figure("howdah_clients_pinned") == 0);
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    /** As at the start of the gateway, when many come before any catalogue has been read. */
    @Test
    void bindsNobodyForGoodWhoRunsTheSameOftenBeforeItIsKnown() throws Exception {
        try (Connection connection = front.endpoint().connect()) {
            Sql.run(connection, "CREATE TABLE reach.often (a int)");
            for (int i = 0; i < 300; i++) {
                Sql.run(connection, "SELECT a FROM reach.often WHERE a = " + i);
            }
            Await.until("it is known", () -> front.figure("howdah_clients_pinned") == 0);
        }
    }

    @Test
    void bindsATemporaryTableMadeByAFunctionForAsLongAsItIsThere() throws Exception {
        rig.direct()
                .run(
                        "CREATE FUNCTION reach.make() RETURNS void LANGUAGE plpgsql AS $$BEGIN"
                                + " CREATE TEMP TABLE made (a int); END$$");
        Await.until("the catalogue again", () -> front.figure("howdah_catalogs_read_total") >= 1);
        try (Connection connection = front.endpoint().connect()) {
            Sql.run(connection, "SELECT reach.make()");
            assertEquals(1, front.figure("howdah_clients_pinned"));
            Sql.run(connection, "INSERT INTO made VALUES (1)");
            assertEquals("1", Sql.value(connection, "SELECT a FROM made"));
            Sql.run(connection, "DROP TABLE made");
            assertTrue(front.figure("howdah_clients_pinned") <= 1);
            Await.until("it is gone", () -> front.figure("howdah_clients_pinned") == 0);
        }
    }
}
