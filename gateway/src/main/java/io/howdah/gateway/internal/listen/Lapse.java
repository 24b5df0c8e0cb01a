package io.howdah.gateway.internal.listen;

import io.howdah.base.error.Failure;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A time in which nobody listened.
 *
 * @param from when the hub last heard of PostgreSQL
 * @param to when it listened again
 */
record Lapse(String database, Set<String> channels, Instant from, Instant to) {
    private static final String WARNING = "01000";
    private static final int NAMED = 20;

    /** What those who listen to {@code affected} are told. */
    Failure notice(List<String> affected) {
        String names =
                affected.stream()
                        .limit(NAMED)
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(", "));
        int others = affected.size() - NAMED;
        String all = others > 0 ? names + " and " + others + " others" : names;
        return Failure.reported(WARNING, "notifications may have been missed on " + all)
                .withDetail(
                        "The connection that listens in database \""
                                + database
                                + "\" was lost; notifications between "
                                + from
                                + " and "
                                + to
                                + " were not heard.")
                .withHint("Read again what the notifications are about.");
    }
}
