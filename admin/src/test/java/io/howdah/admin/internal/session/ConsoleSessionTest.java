package io.howdah.admin.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.admin.internal.FakeGateway;
import io.howdah.admin.internal.show.Shows;
import io.howdah.admin.internal.show.Sources;
import io.howdah.gateway.control.LocalLogin;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.CommandComplete;
import io.howdah.wire.BackendMessage.DataRow;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.NoticeResponse;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.BackendMessage.RowDescription;
import io.howdah.wire.Bytes;
import io.howdah.wire.Format;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Flush;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.Target;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ConsoleSessionTest {
    private final FakeGateway gateway = new FakeGateway();
    private final ConsoleSession admin = session(true);

    private ConsoleSession session(boolean isAdmin) {
        Shows shows = new Shows(new Sources(gateway, gateway, "1.0"));
        return new ConsoleSession(
                new LocalLogin("root", "pgbouncer", Map.of()), isAdmin, shows, gateway, gateway);
    }

    private static List<String> send(ConsoleSession session, FrontendMessage... messages) {
        List<String> seen = new ArrayList<>();
        for (FrontendMessage message : messages) {
            session.receive(message).forEach(answer -> seen.add(shown(answer)));
        }
        return seen;
    }

    private List<String> query(String sql) {
        return send(admin, new Query(sql));
    }

    private static String shown(BackendMessage message) {
        return switch (message) {
            case RowDescription(var columns) -> columns.size() + " columns";
            case DataRow(var values) -> {
                Bytes first = values.getFirst();
                yield "row " + (first == null ? "NULL" : first.utf8());
            }
            case CommandComplete(String tag) -> tag;
            case ErrorResponse(var fields) -> fields.sqlState() + " " + fields.message();
            case NoticeResponse(var fields) -> "notice " + fields.message();
            case ReadyForQuery(var status) -> "ready " + (char) status.code();
            default -> message.getClass().getSimpleName();
        };
    }

    // ---- simple

    @Test
    void answersSeveralCommands() {
        assertEquals(
                List.of(
                        "1 columns",
                        "row PgBouncer 1.25.2 (Howdah 1.0)",
                        "SHOW",
                        "PAUSE",
                        "ready I"),
                query("show version; pause shop"));
        assertEquals(List.of("pause database shop"), gateway.done);
    }

    @Test
    void answersNothingWithNothing() {
        assertEquals(List.of("EmptyQueryResponse", "ready I"), query(" ;"));
    }

    @Test
    void stopsAtTheFirstCommandThatFails() {
        assertEquals(List.of("42704 client not found", "ready I"), query("kill_client 1; pause"));
        assertEquals(List.of(), gateway.done);
    }

    @Test
    void doesNothingWhenALaterCommandCannotBeRead() {
        assertTrue(query("pause; show nonsense").getFirst().startsWith("42601"));
        assertEquals(List.of(), gateway.done);
    }

    @Test
    void helpsWithANotice() {
        assertEquals(List.of("notice Console usage", "SHOW", "ready I"), query("SHOW HELP"));
    }

    @Test
    void isPoliteToDrivers() {
        assertEquals(
                List.of("notice SET ignored", "SET", "ready I"),
                query("SET extra_float_digits = 3"));
        assertEquals(List.of("BEGIN", "ready T"), query("BEGIN"));
        assertTrue(query("nonsense").contains("ready T"));
        assertEquals(List.of("COMMIT", "ready I"), query("COMMIT"));
    }

    @Test
    void translatesPgbouncersSettings() {
        query("SET query_wait_timeout = 30; SET pool.size = 7; SET server_round_robin = 1");
        assertEquals(
                List.of(
                        "set pool.query-wait-timeout = 30s",
                        "set pool.size = 7",
                        "set pool.round-robin = true"),
                gateway.done);
    }

    @Test
    void resumesWhenAPauseIsCancelled() {
        gateway.pauseHangs = true;
        assertEquals(
                List.of("57014 canceling statement due to user request", "ready I"),
                query("PAUSE"));
        assertTrue(Thread.interrupted());
        assertEquals(List.of("pause everything", "resume everything"), gateway.done);
    }

    @Test
    void resumesWhenWhoeverSuspendedLeaves() {
        query("SUSPEND");
        admin.close();
        assertEquals(List.of("suspend", "resume everything"), gateway.done);
        assertFalse(gateway.suspended);
    }

    @Test
    void resumesOnlyOnce() {
        query("SUSPEND; RESUME");
        admin.close();
        assertEquals(List.of("suspend", "resume everything"), gateway.done);
    }

    @Test
    void changesServersWhereTheProcessHasSome() {
        assertEquals(
                List.of(
                        "0A000 node \"replica-1\" cannot be changed: this Howdah has started no"
                                + " servers",
                        "ready I"),
                query("NODE STOP 'replica-1'"));
        gateway.servers = (name, change) -> gateway.done.add(name + ": " + change);
        assertEquals(
                List.of("NODE", "NODE", "ready I"),
                query("NODE STOP 'replica-1'; NODE DELAY 'replica-1' '200ms'"));
        assertEquals(List.of("replica-1: Stop[]", "replica-1: Delay[time=PT0.2S]"), gateway.done);
    }

    // ---- who may what

    @Test
    void letsWatchersOnlyWatch() {
        ConsoleSession watcher = session(false);
        assertEquals(
                List.of("42501 admin access needed", "ready I"), send(watcher, new Query("PAUSE")));
        assertEquals(
                List.of("42501 admin access needed", "ready I"),
                send(watcher, new Query("SHOW FDS")));
        assertEquals(
                List.of("42501 admin access needed", "ready I"),
                send(watcher, new Query("SET pool.size = 1")));
        assertTrue(send(watcher, new Query("SHOW POOLS")).contains("SHOW"));
        assertTrue(send(watcher, new Query("BEGIN; SHOW HELP; COMMIT")).contains("SHOW"));
        assertEquals(List.of(), gateway.done);
    }

    // ---- extended

    private static Bind bind(String portal, String statement, Format... formats) {
        return new Bind(portal, statement, List.of(), List.of(), List.of(formats));
    }

    @Test
    void answersTheExtendedProtocol() {
        assertEquals(
                List.of(
                        "ParseComplete",
                        "ParameterDescription",
                        "1 columns",
                        "BindComplete",
                        "1 columns",
                        "row PgBouncer 1.25.2 (Howdah 1.0)",
                        "SHOW",
                        "CloseComplete",
                        "ready I"),
                send(
                        admin,
                        new Parse("s", "show version", List.of()),
                        new Describe(Target.STATEMENT, "s"),
                        bind("", "s"),
                        new Describe(Target.PORTAL, ""),
                        new Execute("", 0),
                        new Close(Target.STATEMENT, "s"),
                        new Flush(),
                        new Sync()));
    }

    @Test
    void executesOnceAndNotWhenDescribed() {
        assertEquals(
                List.of("ParseComplete", "BindComplete", "NoData", "PAUSE", "ready I"),
                send(
                        admin,
                        new Parse("", "PAUSE", List.of()),
                        bind("", ""),
                        new Describe(Target.PORTAL, ""),
                        new Execute("", 0),
                        new Sync()));
        assertEquals(List.of("pause everything"), gateway.done);
    }

    @Test
    void sendsAPortalsRowsInParts() {
        assertEquals(
                List.of(
                        "ParseComplete",
                        "BindComplete",
                        "row shop",
                        "PortalSuspended",
                        "row wiki",
                        "SHOW",
                        "ready I"),
                send(
                        admin,
                        new Parse("", "SHOW STATS", List.of()),
                        bind("c", ""),
                        new Execute("c", 1),
                        new Execute("c", 5),
                        new Sync()));
    }

    @Test
    void sendsBinaryWhereAsked() {
        admin.receive(new Parse("", "SHOW STATS_TOTALS", List.of()));
        admin.receive(bind("", "", Format.BINARY));
        RowDescription described =
                (RowDescription) admin.receive(new Describe(Target.PORTAL, "")).getFirst();
        DataRow row = (DataRow) admin.receive(new Execute("", 0)).getFirst();
        assertEquals(Format.BINARY, described.columns().get(1).format());
        assertEquals(Bytes.hex("00010000000000000001"), row.values().get(1));
    }

    @Test
    void skipsToSyncAfterAnError() {
        assertEquals(
                List.of("26000 prepared statement \"x\" does not exist", "ready I", "SHOW"),
                List.of(
                        send(admin, bind("", "x"), new Execute("", 0)).getFirst(),
                        send(admin, new Parse("", "SHOW POOLS", List.of()), new Sync()).getFirst(),
                        query("SHOW HELP").get(1)));
    }

    @Test
    void refusesWhatCannotBePrepared() {
        assertTrue(
                send(admin, new Parse("", "show pools; show pools", List.of()), new Sync())
                        .getFirst()
                        .startsWith("42601"));
        send(admin, new Parse("a", "show pools", List.of()));
        assertTrue(
                send(admin, new Parse("a", "show pools", List.of()), new Sync())
                        .getFirst()
                        .startsWith("42P05"));
        assertTrue(send(admin, new Execute("gone", 0), new Sync()).getFirst().startsWith("34000"));
        assertTrue(
                send(admin, bind("", "a", Format.TEXT, Format.TEXT), new Sync())
                        .getFirst()
                        .startsWith("08P01"));
    }

    @Test
    void answersAnEmptyStatement() {
        assertEquals(
                List.of("ParseComplete", "BindComplete", "NoData", "EmptyQueryResponse", "ready I"),
                send(
                        admin,
                        new Parse("", "", List.of()),
                        bind("", ""),
                        new Describe(Target.PORTAL, ""),
                        new Execute("", 0),
                        new Sync()));
    }
}
