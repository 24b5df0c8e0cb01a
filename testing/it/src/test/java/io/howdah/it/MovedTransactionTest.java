package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.util.List;

/**
 * READ ONLY transactions that cannot end where they began go on on the primary, or are begun again.
 */
final class MovedTransactionTest extends ReplicaTransactions {
    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void moveToThePrimaryForWhatOnlyThatCanAnswer(String mode) throws Exception {
        String count = countAs(mode);
        try (Connection client = front.endpoint().connect("preferQueryMode", mode)) {
            beginByDriver(client);
            assertEquals("1000", Sql.value(client, count));
            assertEquals("f", Sql.value(client, WHERE_AM_I));
            assertEquals("1000", Sql.value(client, count));
            assertEquals("42", Sql.value(client, "SELECT answer FROM fleeting"));
            client.commit();
            assertBecame(1, 1, 0);
        }
    }

    /** Else each of them would begin twice. */
    @Test
    void stayWhereOthersLikeThemHaveMovedTo() throws Exception {
        String count = countAs("moving");
        try (Connection client = simple()) {
            for (int i = 0; i < 6; i++) {
                begin(client, "BEGIN READ ONLY");
                assertEquals("1000", Sql.value(client, count));
                assertEquals("f", Sql.value(client, WHERE_AM_I));
                Sql.run(client, "COMMIT");
            }
            assertBecame(3, 3, 0);
        }
    }

    /** What it is to be like is settled by its first statement, wherever that ran. */
    @Test
    void areWhatTheyWereWhenTheyMove() throws Exception {
        for (String change :
                List.of(
                        "SET TRANSACTION READ WRITE",
                        "SET transaction_read_only = off",
                        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")) {
            try (Connection client = simple()) {
                begin(client, "BEGIN READ ONLY");
                assertEquals("1000", Sql.value(client, countAs("w" + change.length())));
                assertEquals("25001", Sql.state(() -> Sql.run(client, change)));
                Sql.run(client, "ROLLBACK");
            }
        }
        assertBecame(3, 3, 0);
    }

    @Test
    void moveWhenAReplicaRefuses() throws Exception {
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            assertEquals("item 7", Sql.value(client, ITEM));
            assertEquals("42", Sql.value(client, "SELECT answer + 0 FROM fleeting"));
            assertEquals("item 7", Sql.value(client, ITEM));
            Sql.run(client, "COMMIT");
            assertBecame(1, 1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "ROLLBACK"})
    void failAsOnThePrimary(String end) throws Exception {
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            assertEquals("1000", Sql.value(client, COUNT));
            String wrong = "SELECT 1 / (id - 7) FROM items";
            assertEquals("22012", Sql.state(() -> Sql.run(client, wrong)));
            assertEquals("25P02", Sql.state(() -> Sql.run(client, COUNT)));
            Sql.run(client, end);
            assertEquals("1000", Sql.value(client, COUNT));
            assertBecame(1, 0, 0);
        }
    }

    /** It tells one time of its beginning, and not another one after it. */
    @Test
    void thatHaveToldTheTimeBeginAgain() throws Exception {
        String now = "SELECT now()::text, count(*) FROM items";
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            String told = Sql.value(client, now);
            assertEquals(told, Sql.value(client, now));
            assertEquals("40001", Sql.state(() -> Sql.run(client, WHERE_AM_I)));
            assertEquals("25P02", Sql.state(() -> Sql.run(client, COUNT)));
            Sql.run(client, "ROLLBACK");
            assertBecame(1, 0, 1);
            begin(client, "BEGIN READ ONLY");
            String toldNext = Sql.value(client, now);
            assertNotEquals(told, toldNext);
            assertEquals("f", Sql.value(client, WHERE_AM_I));
            assertEquals(toldNext, Sql.value(client, now));
            Sql.run(client, "COMMIT");
            assertBecame(1, 0, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT t FROM clock", "SELECT 'now'::timestamptz"})
    void thatHaveToldTheTimeOtherwiseBeginAgain(String time) throws Exception {
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            Sql.run(client, time);
            assertEquals("40001", Sql.state(() -> Sql.run(client, WHERE_AM_I)));
            Sql.run(client, "ROLLBACK");
            assertBecame(1, 0, 1);
        }
    }

    @Test
    void beginAgainOnThePrimaryWhereTheReplicaRefusesTooLate() throws Exception {
        String now = "SELECT now()::text AS late, count(*) FROM items";
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            Sql.run(client, now);
            String unlogged = "SELECT answer - 1 FROM fleeting";
            assertEquals("40001", Sql.state(() -> Sql.run(client, unlogged)));
            assertEquals("25P02", Sql.state(() -> Sql.run(client, unlogged)));
            Sql.run(client, "ROLLBACK");
            assertBecame(1, 0, 1);
            begin(client, "BEGIN READ ONLY");
            Sql.run(client, now);
            assertEquals("41", Sql.value(client, unlogged));
            Sql.run(client, "COMMIT");
            assertBecame(1, 0, 1);
        }
    }

    @Test
    void withOneSnapshotMoveAsLongAsTheyHaveNone() throws Exception {
        try (Connection client = simple()) {
            Sql.run(client, "SET howdah.route = 'replicas'");
            begin(client, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            assertEquals("84", Sql.value(client, "SELECT answer * 2 FROM fleeting"));
            assertEquals("repeatable read", Sql.value(client, "SHOW transaction_isolation"));
            Sql.run(client, "COMMIT");
            assertBecame(1, 1, 0);
        }
    }

    @Test
    void staysWhateverOthersDefine() throws Exception {
        try (Connection client = simple();
                Connection other = simple()) {
            begin(client, "BEGIN READ ONLY");
            Sql.run(client, "SELECT now(), name FROM items WHERE id = 1");
            for (int i = 0; i < 5; i++) {
                Sql.run(other, "CREATE TEMP TABLE mine" + i + " (id int)");
                assertEquals("1000", Sql.value(client, COUNT));
            }
            Sql.run(client, "COMMIT");
            assertBecame(1, 0, 0);
        }
    }

    @Test
    void withOneSnapshotKeepIt() throws Exception {
        String count = "SELECT count(*) FROM written, generate_series(1, 1)";
        try (Connection client = simple()) {
            Sql.run(client, "SET howdah.route = 'replicas'");
            begin(client, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            String before = Sql.value(client, count);
            new Endpoint(cluster.primary()).run("INSERT INTO written VALUES (3)");
            assertEquals(before, Sql.value(client, count));
            assertEquals("40001", Sql.state(() -> Sql.run(client, WHERE_AM_I)));
            Sql.run(client, "ROLLBACK");
            assertBecame(1, 0, 1);
        }
    }

    @Test
    void goOnWhenTheirBackendIsLost() throws Exception {
        try (Connection client = simple();
                Connection one = new Endpoint(cluster.nodes().get(1)).connect();
                Connection two = new Endpoint(cluster.nodes().get(2)).connect()) {
            begin(client, "BEGIN READ ONLY");
            assertEquals("1000", Sql.value(client, COUNT));
            for (Connection replica : List.of(one, two)) {
                Sql.rows(
                        replica,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state ="
                                + " 'idle in transaction'");
            }
            assertEquals("item 7", Sql.value(client, ITEM));
            Sql.run(client, "COMMIT");
            assertBecame(1, 1, 0);
        }
    }
}
