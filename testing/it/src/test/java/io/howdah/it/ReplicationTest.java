package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Replication connections, and others that have a backend of their own, in real tools' hands. */
@EachRig
final class ReplicationTest {
    private static final String[] LOGICAL = {
        "replication", "database", "preferQueryMode", "simple", "assumeMinServerVersion", "15"
    };

    private final Rig rig;

    ReplicationTest(Rig rig) {
        this.rig = rig;
    }

    @Test
    void servesReplicationCommandsToPsql() throws Exception {
        String system = "IDENTIFY_SYSTEM";
        Tool psql = Tool.postgres15("psql");
        String seen =
                psql.run(rig.howdah(), "-At", "-d", "replication=database", "-c", system)
                        .replaceAll("\\|[^|]*\\|([^|]*)$", "|$1");
        assertEquals(
                psql.run(rig.direct(), "-At", "-d", "replication=database", "-c", system)
                        .replaceAll("\\|[^|]*\\|([^|]*)$", "|$1"),
                seen);
        assertTrue(seen.strip().endsWith(Endpoint.DATABASE), seen);
    }

    /** Two connections: one for the files, one for the WAL beside it. */
    @Test
    void letsPgBasebackupStream() throws Exception {
        if (rig.version() != 15) {
            return; // Debian's pg_basebackup 15 takes backups of no newer server.
        }
        Path folder = ServerUser.folder("basebackup");
        Path copy = folder.resolve("copy");
        new Tool(DebianPostgres.PROGRAMS.resolve("pg_basebackup"))
                .run(rig.howdah(), "-D", copy.toString(), "-X", "stream", "-c", "fast", "-F", "p");
        assertTrue(Files.exists(copy.resolve("PG_VERSION")), "a data directory");
        new Tool(DebianPostgres.PROGRAMS.resolve("pg_verifybackup"))
                .tryRun(rig.howdah(), "-q", "-n", copy.toString());
        Scratch.delete(folder);
    }

    @Test
    void letsPgReceivewalStream() throws Exception {
        if (rig.version() != 15) {
            return; // as above
        }
        Path folder = Scratch.folder("wal");
        Tool receive = new Tool(DebianPostgres.PROGRAMS.resolve("pg_receivewal"));
        String end;
        String file;
        try (Connection connection = rig.direct().connect()) {
            Sql.run(connection, "SELECT pg_create_physical_replication_slot('wal', true)");
            Sql.run(connection, "CREATE TABLE IF NOT EXISTS written (n int)");
            Sql.run(connection, "INSERT INTO written SELECT generate_series(1, 10000)");
            end = Sql.value(connection, "SELECT pg_current_wal_lsn()");
            file = Sql.value(connection, "SELECT pg_walfile_name(?::pg_lsn)", end);
            Sql.run(connection, "SELECT pg_switch_wal()");
        }
        Tool.Result received =
                receive.tryRun(
                        rig.howdah(),
                        "--slot=wal",
                        "--no-loop",
                        "--endpos=" + end,
                        "-D",
                        "" + folder);
        assertEquals(0, received.exitCode(), received.errors());
        receive.run(rig.howdah(), "--slot=wal", "--drop-slot");
        try (var files = Files.list(folder)) {
            List<String> names = files.map(path -> path.getFileName().toString()).toList();
            assertTrue(
                    names.stream().anyMatch(name -> name.startsWith(file)),
                    names + " without " + file);
        }
        Scratch.delete(folder);
    }

    @Test
    void streamsLogicalChanges() throws Exception {
        String slot = "stream_" + rig.version() + "_" + rig.mode().name().toLowerCase(Locale.ROOT);
        try (Connection writer = rig.howdah().connect();
                Connection reader = rig.howdah().connect(LOGICAL)) {
            Sql.run(writer, "DROP TABLE IF EXISTS changes; CREATE TABLE changes (note text)");
            PGConnection pg = reader.unwrap(PGConnection.class);
            pg.getReplicationAPI()
                    .createReplicationSlot()
                    .logical()
                    .withSlotName(slot)
                    .withOutputPlugin("pgoutput")
                    .withTemporaryOption()
                    .make();
            Sql.run(writer, "DROP PUBLICATION IF EXISTS changes");
            Sql.run(writer, "CREATE PUBLICATION changes FOR TABLE changes");
            try (PGReplicationStream stream =
                    pg.getReplicationAPI()
                            .replicationStream()
                            .logical()
                            .withSlotName(slot)
                            .withSlotOption("proto_version", "1")
                            .withSlotOption("publication_names", "changes")
                            .start()) {
                Sql.run(writer, "INSERT INTO changes VALUES ('first'), ('second')");
                List<String> seen = new ArrayList<>();
                while (seen.size() < 2) {
                    ByteBuffer change = stream.read();
                    String text = StandardCharsets.UTF_8.decode(change).toString();
                    if (text.startsWith("I")) {
                        seen.add(text.replaceAll(".*[^a-z]", ""));
                    }
                    stream.setAppliedLSN(stream.getLastReceiveLSN());
                    stream.setFlushedLSN(stream.getLastReceiveLSN());
                    stream.forceUpdateStatus();
                }
                assertEquals(List.of("first", "second"), seen);
            }
        }
    }

    @Test
    void tellsAReaderThatItsServerProcessWasKilled() throws Exception {
        try (Connection reader = rig.howdah().connect(LOGICAL)) {
            Sql.value(reader, "SHOW application_name");
            rig.direct()
                    .run(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                                    + " backend_type = 'walsender'");
            String state = Sql.state(() -> Sql.run(reader, "IDENTIFY_SYSTEM"));
            assertTrue(state.equals("57P01") || state.startsWith("08"), state);
        }
    }

    @Test
    void startsBackendsWithWhatOnlyABackendStartCanTake() throws Exception {
        String options = "-c post_auth_delay=0 -c log_disconnections=on";
        try (Connection connection = rig.howdah().connect("options", options);
                Connection direct = rig.direct().connect("options", options)) {
            String show = "SHOW log_disconnections";
            assertEquals("on", Sql.value(direct, show));
            assertEquals("on", Sql.value(connection, show));
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TEMPORARY TABLE mine AS SELECT 1 AS n");
                assertEquals("1", Sql.value(connection, "SELECT n FROM mine"));
            }
        }
        assertEquals(
                stateOf(rig.direct(), "-c shared_buffers=1GB"),
                stateOf(rig.howdah(), "-c shared_buffers=1GB"));
        Tool psql = new Tool(Tool.postgres15("psql").program(), Map.of("PGOPTIONS", "-P"));
        assertEquals("on\n", psql.run(rig.howdah(), "-Atc", "SHOW ignore_system_indexes"));
    }

    private static String stateOf(Endpoint endpoint, String options) throws SQLException {
        return Sql.state(() -> endpoint.connect("options", options).close());
    }
}
