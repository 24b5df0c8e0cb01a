package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** pgbench with 64 clients; in transaction mode they share 8 backends. */
@EachRig
final class PgbenchTest {
    private static final int CLIENTS = 64;

    private final Rig rig;
    private final Tool pgbench = Tool.postgres15("pgbench");

    PgbenchTest(Rig rig) {
        this.rig = rig;
    }

    /** Through Howdah as well: it is a COPY and a few statements that change the schema. */
    @BeforeEach
    void makeTables() throws Exception {
        try (Connection connection = rig.direct().connect()) {
            if (Sql.value(connection, "SELECT to_regclass('pgbench_history')").equals("null")) {
                pgbench.tryRun(rig.howdah(), "-i", "-q", "-s", "4", "--unlogged-tables");
            }
            Sql.run(
                    connection,
                    "TRUNCATE pgbench_history; UPDATE pgbench_tellers SET tbalance = 0;"
                            + " UPDATE pgbench_branches SET bbalance = 0; UPDATE pgbench_accounts"
                            + " SET abalance = 0 WHERE abalance <> 0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "prepared"})
    void reads(String protocol) throws Exception {
        bench(200, "-M", protocol, "-S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "prepared"})
    void keepsBalances(String protocol) throws Exception {
        bench(25, "-M", protocol, "-b", "tpcb-like");
        try (Connection connection = rig.direct().connect()) {
            assertEquals(
                    CLIENTS * 25 + "|t|t|t",
                    Sql.value(
                            connection,
                            """
                            SELECT count(*),
                                   sum(delta) = (SELECT sum(abalance) FROM pgbench_accounts),
                                   sum(delta) = (SELECT sum(tbalance) FROM pgbench_tellers),
                                   sum(delta) = (SELECT sum(bbalance) FROM pgbench_branches)
                            FROM pgbench_history
                            """));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"extended", "prepared"})
    void runsPipelines(String protocol) throws Exception {
        Path folder = Scratch.folder("pgbench");
        Path script = folder.resolve("pipeline.sql");
        Files.writeString(
                script,
                """
                \\set aid random(1, 400000)
                \\startpipeline
                BEGIN;
                SELECT abalance FROM pgbench_accounts WHERE aid = :aid;
                UPDATE pgbench_accounts SET abalance = abalance + 1 WHERE aid = :aid;
                END;
                SELECT :aid;
                \\endpipeline
                """);
        bench(20, "-M", protocol, "-f", script.toString());
        Scratch.delete(folder);
    }

    @Test
    void connectsForEveryTransaction() throws Exception {
        bench(3, "-C", "-S");
    }

    private void bench(int transactions, String... arguments) throws Exception {
        String clients = Integer.toString(CLIENTS);
        List<String> command = new ArrayList<>(List.of("-n", "-c", clients, "-j", "2"));
        command.addAll(List.of("-t", Integer.toString(transactions)));
        command.addAll(List.of(arguments));
        String report = pgbench.run(rig.howdah(), command.toArray(String[]::new));
        int total = CLIENTS * transactions;
        String processed = "number of transactions actually processed: " + total + "/" + total;
        assertTrue(report.contains(processed), report);
        assertTrue(report.contains("number of failed transactions: 0 (0.000%)"), report);
    }
}
