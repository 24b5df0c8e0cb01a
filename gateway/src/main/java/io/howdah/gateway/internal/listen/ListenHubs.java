package io.howdah.gateway.internal.listen;

import io.howdah.gateway.internal.net.Loop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The hubs, one a database that somebody has listened in. Safe from any thread. */
public final class ListenHubs {
    private final ListenContext context;
    private final Map<String, ListenHub> hubs = new ConcurrentHashMap<>();

    /** None yet. */
    public ListenHubs(ListenContext context) {
        this.context = context;
    }

    /** The hub of {@code database}; it costs nothing before the first LISTEN. */
    public ListenHub of(String database) {
        return hubs.computeIfAbsent(database, name -> new ListenHub(name, context));
    }

    /** Closes the backends that listen. */
    public void close(Loop loop) {
        for (ListenHub hub : hubs.values()) {
            if (hub.home() == loop) {
                hub.close();
            }
        }
    }
}
