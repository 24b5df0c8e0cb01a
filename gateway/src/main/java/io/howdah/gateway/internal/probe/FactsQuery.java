package io.howdah.gateway.internal.probe;

import io.howdah.gateway.internal.cluster.Lsn;
import io.howdah.gateway.internal.cluster.NodeFacts;
import io.howdah.gateway.internal.cluster.NodeFacts.Position;
import io.howdah.gateway.internal.cluster.NodeFacts.Sender;
import io.howdah.gateway.internal.cluster.NodeFacts.Settings;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What a node is asked now and then. All of it may be asked by any user, from PostgreSQL 13 on; who
 * streams from whom is shown to pg_monitor only, and is null for others.
 *
 * <p>A replica does not tell what timeline its replay has reached: that is at least the one of its
 * last restart point, the one that recovery must reach, and the one that it receives.
 */
final class FactsQuery {
    static final int LIMIT_BYTES = 64 * 1024;

    private static final int MOST_SENDERS = 100;

    private static final String OWN_LSN =
            "CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
                    + " ELSE pg_current_wal_insert_lsn() END";

    private static final String RECEIVER =
            "FROM pg_stat_wal_receiver WHERE status IN ('streaming', 'waiting') LIMIT 1";

    /** One row of what {@link #read} reads, in that order; then the senders. */
    private static final String SQL =
            "SELECT pg_is_in_recovery(), %s, CASE WHEN NOT pg_is_in_recovery() THEN"
                    + " pg_walfile_name(pg_current_wal_insert_lsn()) END, (SELECT received_tli "
                    + RECEIVER
                    + "), "
                    + OWN_LSN
                    + ", pg_last_wal_receive_lsn(), (extract(epoch FROM clock_timestamp() -"
                    + " pg_last_xact_replay_timestamp()) * 1000)::bigint, (SELECT sender_host ||"
                    + " ':' || sender_port "
                    + RECEIVER
                    + "), current_setting('server_version_num'),"
                    + " current_setting('max_connections'),"
                    + " current_setting('hot_standby_feedback');"
                    + " SELECT application_name, host(client_addr), state, sync_state FROM"
                    + " pg_stat_replication LIMIT "
                    + MOST_SENDERS;

    /** In full. */
    static final String FULL =
            SQL.formatted(
                    "(SELECT system_identifier FROM pg_control_system()),"
                            + " (SELECT timeline_id FROM pg_control_checkpoint()),"
                            + " (SELECT min_recovery_end_timeline FROM pg_control_recovery())");

    /** Of a server that does not let everybody read its control file. */
    static final String WITHOUT_CONTROL_FILE = SQL.formatted("NULL, NULL, NULL");

    private static final int COLUMNS = 13;

    /** Reads a row from left to right. */
    private record Fields(Iterator<@Nullable String> row) {
        @Nullable String text() {
            return row.next();
        }

        boolean flag(String meaningTrue) {
            return meaningTrue.equals(text());
        }

        long number(long absent) {
            String text = text();
            return text == null ? absent : Long.parseLong(text);
        }

        long lsn() {
            String text = text();
            return text == null ? 0 : Lsn.parse(text);
        }

        /** The first eight digits of the name of a file of the write-ahead log. */
        int timelineOfFile() {
            String text = text();
            return text == null ? 0 : Integer.parseUnsignedInt(text, 0, 8, 16);
        }
    }

    private FactsQuery() {}

    /**
     * What the rows of an answer say.
     *
     * @throws IllegalArgumentException when they are no answer to this
     */
    static NodeFacts read(List<List<@Nullable String>> rows) {
        if (rows.isEmpty() || rows.getFirst().size() != COLUMNS) {
            throw new IllegalArgumentException("it does not answer as PostgreSQL does");
        }
        Fields row = new Fields(rows.getFirst().iterator());
        boolean inRecovery = row.flag("t");
        long systemIdentifier = row.number(0);
        int timeline = timeline(row);
        long lsn = row.lsn();
        return new NodeFacts(
                inRecovery,
                systemIdentifier,
                timeline,
                new Position(inRecovery ? lsn : Lsn.endOfRecords(lsn), row.lsn(), row.number(-1)),
                row.text(),
                senders(rows.subList(1, rows.size())),
                new Settings((int) row.number(0), (int) row.number(0), row.flag("on")));
    }

    private static int timeline(Fields row) {
        long replayed = Math.max(row.number(0), row.number(0));
        int inserted = row.timelineOfFile();
        long received = row.number(0);
        return inserted != 0 ? inserted : (int) Math.max(replayed, received);
    }

    private static List<Sender> senders(List<List<@Nullable String>> rows) {
        List<Sender> senders = new ArrayList<>();
        for (List<@Nullable String> row : rows) {
            senders.add(new Sender(text(row, 0), text(row, 1), text(row, 2), text(row, 3)));
        }
        return senders;
    }

    private static String text(List<@Nullable String> row, int column) {
        String text = column < row.size() ? row.get(column) : null;
        return text == null ? "" : text;
    }
}
