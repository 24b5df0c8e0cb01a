package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.it.parity.BrokenClient;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** READ ONLY transactions on replicas end with clients that cancel, break the protocol or go. */
final class BrokenTransactionTest extends ReplicaTransactions {
    private static final long SEED = Long.getLong("howdah.seed", 1);

    @Test
    void areCancelled() throws Exception {
        try (Connection client = simple();
                Statement statement = client.createStatement()) {
            begin(client, "BEGIN READ ONLY");
            assertEquals("1000", Sql.value(client, COUNT));
            Thread canceller =
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    Await.until("it runs", BrokenTransactionTest::isSlow);
                                    statement.cancel();
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            });
            String slow = "SELECT count(*) FROM items, generate_series(1, 1000000) many";
            assertEquals("57014", Sql.state(() -> statement.executeQuery(slow)));
            canceller.join();
            Sql.run(client, "ROLLBACK");
            assertEquals("1000", Sql.value(client, COUNT));
        }
    }

    private static boolean isSlow() throws SQLException {
        for (HostPort replica : cluster.nodes().subList(1, 3)) {
            try (Connection direct = new Endpoint(replica).connect()) {
                String sql =
                        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query"
                                + " LIKE '%1000000) many%' AND pid <> pg_backend_pid()";
                if (!Sql.value(direct, sql).equals("0")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isEnded(byte[] bytes, int patienceMillis) throws IOException {
        return BrokenClient.isEnded(
                front.endpoint().address(),
                Endpoint.DATABASE,
                List.of("BEGIN READ ONLY", countAs("broken")),
                bytes,
                patienceMillis);
    }

    private static byte[] unit(String sql) {
        return BrokenClient.bytes(
                new Close(Target.PORTAL, ""),
                new Parse("", sql, List.of()),
                new Bind("", "", List.of(), List.of(), List.of()),
                new Execute("", 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MAX_VALUE - 15, 0, 3, -1, Integer.MIN_VALUE})
    void endWithAClientThatBreaksTheProtocol(int length) throws Exception {
        for (String sql : List.of(ITEM, "COMMIT", WHERE_AM_I)) {
            for (byte type : new byte[] {'S', 'C', 'B', 'P', 'E'}) {
                byte[] unit = unit(sql);
                byte[] bytes =
                        ByteBuffer.allocate(unit.length + 5)
                                .put(unit)
                                .put(type)
                                .putInt(length)
                                .array();
                assertTrue(isEnded(bytes, 10_000), sql + " " + (char) type + " " + length);
            }
        }
    }

    @Test
    void endWithClientsOfWhateverBytes() throws Exception {
        Randomness random = Randomness.seeded(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = unit(i % 2 == 0 ? ITEM : "COMMIT");
            for (int j = 0; j <= random.nextInt(4); j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            boolean _ = isEnded(bytes, 2);
        }
        front.awaitQuiet();
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            assertEquals("1000", Sql.value(client, COUNT));
            Sql.run(client, "COMMIT");
        }
    }

    @Test
    void leaveNothingBehindWhenTheClientGoes() throws Exception {
        Connection client = simple();
        begin(client, "BEGIN READ ONLY");
        assertEquals("1000", Sql.value(client, COUNT));
        client.abort(Runnable::run);
        front.awaitQuiet();
        assertBecame(1, 0, 0);
    }
}
