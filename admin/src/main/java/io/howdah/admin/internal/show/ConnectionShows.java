package io.howdah.admin.internal.show;

import io.howdah.admin.internal.table.Table;
import io.howdah.gateway.control.BackendSnapshot;
import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.control.Ends;
import io.howdah.gateway.control.Overview;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** CLIENTS, SERVERS, SOCKETS and what is like them: a row a connection. */
final class ConnectionShows {
    private static final String COLUMNS =
            """
            type text, user text, database text, replication text, state text, addr text, port int4,
            local_addr text, local_port int4, connect_time text, request_time text, wait int4,
            wait_us int4, close_needed int4, ptr text, link text, remote_pid int4, tls text,
            application_name text, prepared_statements int4, id int4
            """;

    /** What Howdah's buffers hold is not told apart, so that these are 0. */
    private static final String BUFFERS =
            """
            , recv_pos int4, pkt_pos int4, pkt_remain int4, send_pos int4, send_remain int4,
            pkt_avail int4, send_avail int4
            """;

    private static final String DESCRIPTORS =
            """
            fd int4, task text, user text, database text, addr text, port int4, cancel int8, link int4,
            client_encoding text, std_strings text, datestyle text, timezone text, password text,
            scram_client_key bytea, scram_server_key bytea
            """;

    private final Sources sources;

    private ConnectionShows(Sources sources) {
        this.sources = sources;
    }

    static List<Show> all(Sources sources) {
        ConnectionShows shows = new ConnectionShows(sources);
        return List.of(
                Show.of("clients", COLUMNS, table -> shows.rows(table, row -> row.isClient, 0)),
                Show.of("servers", COLUMNS, table -> shows.rows(table, row -> !row.isClient, 0)),
                Show.of("sockets", COLUMNS + BUFFERS, table -> shows.rows(table, _ -> true, 7)),
                Show.of(
                        "active_sockets",
                        COLUMNS + BUFFERS,
                        table -> shows.rows(table, row -> row.state.equals("active"), 7)),
                Show.of("fds", DESCRIPTORS, shows::descriptors).onlyForAdmins());
    }

    /** What both kinds of connection have in common. */
    private record Row(
            boolean isClient,
            String user,
            String database,
            String state,
            String replication,
            Ends ends,
            Instant connected,
            Instant requested,
            Duration waited,
            boolean closeNeeded,
            String pointer,
            String link,
            int processId,
            String applicationName,
            int preparedStatements,
            int id) {}

    private void rows(Table table, Predicate<Row> wanted, int buffers) throws InterruptedException {
        for (Row row : rows(sources.monitor().overview())) {
            if (wanted.test(row)) {
                table.add(values(row, buffers));
            }
        }
    }

    private static Object[] values(Row row, int buffers) {
        Object[] values = {
            row.isClient ? "C" : "S",
            row.user,
            row.database,
            row.replication,
            buffers == 0 ? row.state : socketState(row),
            row.ends.address(),
            row.ends.port(),
            row.ends.localAddress(),
            row.ends.localPort(),
            PgTime.of(row.connected),
            PgTime.of(row.requested),
            row.waited.toSeconds(),
            row.waited.toNanosPart() / 1_000,
            row.closeNeeded,
            row.pointer,
            row.link,
            row.processId,
            row.ends.tls(),
            row.applicationName,
            row.preparedStatements,
            row.id
        };
        Object[] all = Arrays.copyOf(values, values.length + buffers);
        Arrays.fill(all, values.length, all.length, 0);
        return all;
    }

    private static String socketState(Row row) {
        if (!row.isClient) {
            return "sv_" + row.state;
        }
        return row.state.equals("waiting") ? "cl_waiting" : "cl_active";
    }

    private static List<Row> rows(Overview overview) {
        Map<Integer, ClientSnapshot> holders =
                overview.clients().stream()
                        .filter(client -> client.backend() != 0)
                        .collect(
                                Collectors.toMap(
                                        ClientSnapshot::backend, Function.identity(), (a, _) -> a));
        List<Row> rows = new ArrayList<>();
        overview.clients().forEach(client -> rows.add(row(client)));
        for (BackendSnapshot backend : overview.backends()) {
            rows.add(row(backend, holders.get(backend.id())));
        }
        return rows;
    }

    private static Row row(ClientSnapshot client) {
        return new Row(
                true,
                client.user(),
                client.database(),
                state(client),
                client.replication(),
                client.ends(),
                client.connected(),
                client.requested(),
                client.waiting(),
                false,
                Pointer.ofClient(client.id()),
                client.backend() == 0 ? "" : Pointer.ofBackend(client.backend()),
                0,
                client.applicationName(),
                client.preparedStatements(),
                client.id());
    }

    private static String state(ClientSnapshot client) {
        return switch (client.state()) {
            case ACTIVE, LOCAL -> "active";
            case IDLE -> "idle";
            case WAITING -> "waiting";
        };
    }

    private static Row row(BackendSnapshot backend, @Nullable ClientSnapshot holder) {
        return new Row(
                false,
                backend.user(),
                backend.database(),
                backend.state().name().toLowerCase(Locale.ROOT),
                "none",
                backend.ends(),
                backend.connected(),
                backend.requested(),
                Duration.ZERO,
                backend.closeNeeded(),
                Pointer.ofBackend(backend.id()),
                holder == null ? "" : Pointer.ofClient(holder.id()),
                backend.processId(),
                holder == null ? "" : holder.applicationName(),
                backend.preparedStatements(),
                backend.id());
    }

    /** Descriptors are not handed out, nor keys: what identifies a connection is. */
    private void descriptors(Table table) throws InterruptedException {
        for (Row row : rows(sources.monitor().overview())) {
            table.add(
                    null,
                    row.isClient ? "client" : "server",
                    row.user,
                    row.database,
                    row.ends.address(),
                    row.ends.port(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }
}
