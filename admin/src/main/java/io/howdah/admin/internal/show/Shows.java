package io.howdah.admin.internal.show;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that SHOW can show, by name. */
public final class Shows {
    private final Map<String, Show> byName = new TreeMap<>();

    /** What can be shown of {@code sources}. */
    public Shows(Sources sources) {
        Stream.of(
                        TrafficShows.all(sources),
                        ConnectionShows.all(sources),
                        PoolShows.all(sources),
                        CatalogueShows.all(sources),
                        ProcessShows.all(sources),
                        HowdahShows.all(sources))
                .flatMap(List::stream)
                .forEach(show -> byName.put(show.name(), show));
    }

    /** The names, in small letters. */
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** The table called {@code name}, which there is. */
    public Show named(String name) {
        Show show = byName.get(name);
        if (show == null) {
            throw new IllegalArgumentException(name);
        }
        return show;
    }
}
