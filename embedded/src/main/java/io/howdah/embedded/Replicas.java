package io.howdah.embedded;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the replicas up behind the primary. A replica's data can always be made again, so one that
 * cannot follow, for whatever reason, is cloned; but not twice.
 */
final class Replicas {
    /** Attaching takes a fraction of a second; who takes longer will not come. */
    private static final Duration ATTACH_LIMIT = Duration.ofSeconds(10);

    /**
     * What holds a replica back. It ends with the server, which else could not catch up in time.
     */
    static final String DELAY = "recovery_min_apply_delay";

    private static final Duration CATCH_UP_LIMIT = Duration.ofSeconds(30);

    private final Site site;
    private final Server primary;
    private final List<Server> replicas;
    private final Set<Server> cloned = new HashSet<>();

    Replicas(Site site, Server primary, List<Server> replicas) {
        this.site = site;
        this.primary = primary;
        this.replicas = List.copyOf(replicas);
    }

    /** Starts those that have data; the primary may be still on its way. */
    void start() throws ClusterException {
        for (Server replica : replicas) {
            DataDirectory data = new DataDirectory(replica.data());
            if (data.isWhole()) {
                data.check(site.user());
                requireStandby(data);
                start(replica);
            }
        }
    }

    /** Returns when all stream from the primary, which {@code sql} is connected to. */
    void join(Connection sql) throws ClusterException, InterruptedException {
        dropSurplus(slots(sql).keySet(), sql);
        follow(sql);
    }

    /** Returns when these stream; there may be others, which are left alone. */
    void follow(Connection sql) throws ClusterException, InterruptedException {
        Map<String, String> slots = slots(sql);
        for (Server replica : replicas) {
            Optional<String> trouble = trouble(replica, slots.get(replica.slot()));
            if (trouble.isPresent()) {
                cloneAgain(replica, trouble.get(), sql);
            }
        }
        for (Server replica : replicas) {
            awaitReady(replica, sql);
        }
        for (Server replica : replicas) {
            awaitAttached(replica, sql);
        }
        if (!Poll.until(site.clock(), CATCH_UP_LIMIT, () -> allStream(sql))) {
            site.log().accept("some replicas are still catching up with the primary");
        }
    }

    private void start(Server replica) throws ClusterException {
        String source =
                "host=%s port=%d user=%s password=%s application_name=%s"
                        .formatted(
                                Site.HOST,
                                primary.address().port(),
                                EmbeddedCluster.USER,
                                EmbeddedCluster.PASSWORD,
                                replica.slot());
        new DataDirectory(replica.data()).forget(DELAY);
        replica.start(List.of("primary_conninfo=" + source, "primary_slot_name=" + replica.slot()));
    }

    private void awaitReady(Server replica, Connection sql)
            throws ClusterException, InterruptedException {
        try {
            replica.awaitReady();
        } catch (ClusterException e) {
            cloneOnce(replica, e.getMessage(), sql);
        }
    }

    private void awaitAttached(Server replica, Connection sql)
            throws ClusterException, InterruptedException {
        Poll.Condition attached = () -> walSenders(sql, "").contains(replica.slot());
        if (!Poll.until(site.clock(), ATTACH_LIMIT, attached)) {
            cloneOnce(replica, replica.name() + " does not follow: " + replica.complaint(), sql);
            if (!Poll.until(site.clock(), ATTACH_LIMIT, attached)) {
                throw new ClusterException(
                        replica.name() + " does not follow the primary: " + replica.complaint());
            }
        }
    }

    private void cloneOnce(Server replica, String trouble, Connection sql)
            throws ClusterException, InterruptedException {
        if (cloned.contains(replica)) {
            throw new ClusterException(trouble);
        }
        cloneAgain(replica, trouble, sql);
        replica.awaitReady();
    }

    private void cloneAgain(Server replica, String trouble, Connection sql)
            throws ClusterException, InterruptedException {
        site.log().accept(trouble + "; it is cloned from the primary");
        cloned.add(replica);
        new Cloning(site, sql).replace(replica);
        start(replica);
    }

    /** Replicas of an earlier, larger cluster would hold back WAL for nobody. */
    private void dropSurplus(Set<String> slots, Connection sql)
            throws ClusterException, InterruptedException {
        List<String> wanted = replicas.stream().map(Server::slot).toList();
        for (String slot : slots) {
            if (Site.isReplicaSlot(slot) && !wanted.contains(slot)) {
                new Cloning(site, sql).dropSlot(slot);
            }
        }
        for (String name : site.present()) {
            if (!name.equals(Site.PRIMARY) && !wanted.contains(Site.slot(name))) {
                delete(name);
            }
        }
    }

    private void delete(String name) throws ClusterException {
        DataDirectory data = new DataDirectory(site.data(name));
        if (data.isWhole()) {
            requireStandby(data);
        }
        site.log().accept(name + " is not wanted any more and is deleted");
        try {
            Tree.delete(data.path());
        } catch (IOException e) {
            throw ClusterException.of("cannot delete " + name, e);
        }
    }

    /** A promoted replica may hold commits that nobody else has. */
    private void requireStandby(DataDirectory data) throws ClusterException {
        if (!data.isStandby()) {
            throw new ClusterException(
                    data.path()
                            + " was promoted and may hold data that the primary lacks: move it"
                            + " away, and it is cloned again");
        }
    }

    private static Optional<String> trouble(Server replica, @Nullable String slotStatus) {
        if (!new DataDirectory(replica.data()).isWhole()) {
            return Optional.of(replica.name() + " has no data");
        }
        if (slotStatus == null) {
            return Optional.of(replica.name() + " has no replication slot");
        }
        if (slotStatus.equals("lost")) {
            return Optional.of(
                    replica.name() + " was away too long, the WAL that it needs is gone");
        }
        return Optional.empty();
    }

    /** The state of the WAL that each slot keeps, by the slot's name. */
    private static Map<String, String> slots(Connection sql) throws ClusterException {
        Map<String, String> slots = new HashMap<>();
        String query =
                "SELECT slot_name || ' ' || coalesce(wal_status, '') FROM pg_replication_slots";
        try {
            for (String slot : Database.column(sql, query)) {
                int space = slot.indexOf(' ');
                slots.put(slot.substring(0, space), slot.substring(space + 1));
            }
        } catch (SQLException e) {
            throw ClusterException.of("cannot list the replication slots", e);
        }
        return slots;
    }

    private boolean allStream(Connection sql) throws ClusterException {
        List<String> streaming = walSenders(sql, " WHERE state = 'streaming'");
        return replicas.stream().allMatch(replica -> streaming.contains(replica.slot()));
    }

    private static List<String> walSenders(Connection sql, String where) throws ClusterException {
        try {
            return Database.column(sql, "SELECT application_name FROM pg_stat_replication" + where);
        } catch (SQLException e) {
            throw ClusterException.of("cannot list the replicas", e);
        }
    }
}
