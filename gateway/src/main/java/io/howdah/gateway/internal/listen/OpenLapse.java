package io.howdah.gateway.internal.listen;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The {@link Lapse} that lasts, if one does: it begins with the loss of the hub's backend, and ends
 * when everything is listened to again, however many backends are lost between. Confined to the
 * hub's loop.
 */
final class OpenLapse {
    private final String database;
    private final Set<String> channels = new LinkedHashSet<>();
    private @Nullable Instant since;

    OpenLapse(String database) {
        this.database = database;
    }

    /** Nothing has been heard on {@code lost} since {@code lastHeard}. */
    void begin(Set<String> lost, Instant lastHeard) {
        if (since == null) {
            since = lastHeard;
        }
        channels.addAll(lost);
    }

    /** Everything is listened to again; empty if it was all the time. */
    Optional<Lapse> end(Instant now) {
        Optional<Lapse> over =
                Optional.ofNullable(since)
                        .map(began -> new Lapse(database, Set.copyOf(channels), began, now));
        forget();
        return over;
    }

    /** Nobody is there to be told. */
    void forget() {
        since = null;
        channels.clear();
    }
}
