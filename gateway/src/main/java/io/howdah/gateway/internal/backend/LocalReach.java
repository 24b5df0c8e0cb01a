package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Says when a node stops answering by its Unix socket, and when it starts again. Thread-safe. */
final class LocalReach {
    private static final System.Logger LOG = System.getLogger(LocalReach.class.getName());

    private final Node node;
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();

    LocalReach(Node node) {
        this.node = node;
    }

    /** A connection to {@code socket} has been made. */
    void answered(Path socket) {
        if (trouble.get() != null && trouble.getAndSet(null) != null) {
            LOG.log(Level.INFO, node + " can be reached by its Unix socket " + socket + " again");
        }
    }

    /** None could be made there, for {@code reason}, and one by TCP could. */
    void missed(Path socket, String reason) {
        String now = socket + ": " + reason;
        if (!Objects.equals(trouble.getAndSet(now), now)) {
            LOG.log(
                    Level.WARNING,
                    node + " is reached by TCP, as nobody answers at " + now + "; see unix-socket");
        }
    }
}
