package io.howdah.gateway.internal.probe;

import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.cluster.Health;
import io.howdah.gateway.internal.cluster.Role;
import io.howdah.gateway.internal.cluster.Standing;

import java.lang.System.Logger.Level;
import java.util.Optional;

/** What an operator is told when a node is judged otherwise than before. */
record Announcement(Level level, String text) {
    private static final System.Logger LOG = System.getLogger(Announcement.class.getName());

    /** Empty: there is nothing to tell. */
    static Optional<Announcement> of(Node node, Standing before, Standing now) {
        if (now.role() != before.role()) {
            return ofRole(node, now);
        }
        boolean banned = now.health() instanceof Health.Banned;
        if (banned && before.health() instanceof Health.Suspected) {
            return Optional.of(
                    new Announcement(Level.WARNING, node + " is left alone: " + now.reason()));
        }
        boolean sound = now.health().isSound() && before.health().isSound();
        if (now.role() == Role.REPLICA && sound && now.readable() != before.readable()) {
            return Optional.of(
                    now.readable()
                            ? new Announcement(Level.INFO, node + " may be read from again")
                            : new Announcement(
                                    Level.WARNING, node + " is not read from: " + now.reason()));
        }
        return Optional.empty();
    }

    private static Optional<Announcement> ofRole(Node node, Standing now) {
        return switch (now.role()) {
            case PRIMARY -> Optional.of(new Announcement(Level.INFO, node + " is the primary now"));
            case REPLICA -> Optional.of(new Announcement(Level.INFO, node + " is a replica"));
            case RIVAL, STRANGER ->
                    Optional.of(
                            new Announcement(
                                    Level.ERROR, node + " is given nothing: " + now.reason()));
            case UNKNOWN ->
                    now.reason().isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    new Announcement(
                                            Level.WARNING,
                                            node + " cannot be asked: " + now.reason()));
        };
    }

    void say() {
        LOG.log(level, text);
    }
}
