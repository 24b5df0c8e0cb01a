package io.howdah.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Makes a replica anew from the running primary: a fresh slot, which keeps all WAL from here on; a
 * copy of the primary's files while it is in backup mode; the label that says from where to replay.
 *
 * @see <a href="https://www.postgresql.org/docs/18/continuous-archiving.html">Making a base backup
 *     using the low level API</a>
 */
record Cloning(Site site, Connection primary) {
    private static final Duration SLOT_LIMIT = Duration.ofSeconds(10);

    /** The statement that makes the slot of {@code replica} and keeps WAL at once. */
    static String createSlot(Server replica) {
        return "SELECT pg_create_physical_replication_slot('" + replica.slot() + "', true)";
    }

    /** Replaces {@code replica}'s data; it is stopped before and not started after. */
    void replace(Server replica) throws ClusterException, InterruptedException {
        replica.stop();
        try {
            dropSlot(replica.slot());
            Database.run(primary, createSlot(replica));
            DataDirectory copy = new DataDirectory(site.unfinished(replica.name()));
            site.makePrivate(copy.path());
            Database.run(primary, "SELECT pg_backup_start('" + replica.name() + "', true)");
            DataCopy.ofRunning(site.data(Site.PRIMARY), copy.path());
            String label =
                    Database.column(primary, "SELECT labelfile FROM pg_backup_stop(false)")
                            .getFirst();
            copy.add("backup_label", label, site.user());
            copy.makeStandby(site.user());
            site.sync(copy.path());
            site.publish(replica.name());
        } catch (SQLException e) {
            throw ClusterException.of("cannot clone " + replica.name(), e);
        } catch (IOException e) {
            throw ClusterException.of("cannot clone " + replica.name(), e);
        }
    }

    /** Drops the slot if there is one, as soon as nobody uses it. */
    void dropSlot(String slot) throws ClusterException, InterruptedException {
        boolean dropped = Poll.until(site.clock(), SLOT_LIMIT, () -> tryDrop(slot));
        if (!dropped) {
            throw new ClusterException(
                    "replication slot " + slot + " is in use: stop what reads from it");
        }
    }

    private boolean tryDrop(String slot) throws ClusterException {
        String named = " FROM pg_replication_slots WHERE slot_name = '" + slot + "'";
        try {
            Database.run(
                    primary,
                    "SELECT pg_drop_replication_slot(slot_name)" + named + " AND NOT active");
            return Database.column(primary, "SELECT slot_name" + named).isEmpty();
        } catch (SQLException e) {
            throw ClusterException.of("cannot drop replication slot " + slot, e);
        }
    }
}
