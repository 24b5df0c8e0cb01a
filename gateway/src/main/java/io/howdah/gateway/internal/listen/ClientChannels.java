package io.howdah.gateway.internal.listen;

import io.howdah.base.error.Failure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The channels that one client has asked the hub for. Confined to the client's loop. */
final class ClientChannels {
    private static final int MOST_CHANNELS = 1_000;

    private final LoopListeners listeners;
    private final String user;
    private final Subscriber client;
    private final Runnable settled;

    /** By their names, whether the hub listens to them. */
    private final Map<String, Boolean> channels = new HashMap<>();

    /** Those that the hub cannot listen to, until that is known to whoever asked. */
    private final Set<String> unserved = new HashSet<>();

    /**
     * None yet.
     *
     * @param user in whose name the hub may connect
     * @param client who is told of notifications
     * @param settled run when the hub has answered
     */
    ClientChannels(LoopListeners listeners, String user, Subscriber client, Runnable settled) {
        this.listeners = listeners;
        this.user = user;
        this.client = client;
        this.settled = settled;
    }

    boolean isEmpty() {
        return channels.isEmpty();
    }

    /** Whether the hub was asked for {@code channel}, and has not refused. */
    boolean contains(String channel) {
        return channels.containsKey(channel);
    }

    /** Whether the hub listens to all of {@code asked}. */
    boolean areServed(Set<String> asked) {
        return asked.stream().allMatch(channel -> channels.getOrDefault(channel, false));
    }

    /** Whether the hub cannot listen to one of {@code asked}; asked again, it may. */
    boolean takeUnserved(Set<String> asked) {
        return unserved.removeAll(asked);
    }

    /** Asks the hub for {@code channel}, once. */
    void ask(String channel) {
        if (channels.containsKey(channel) || unserved.contains(channel)) {
            return;
        }
        if (channels.size() >= MOST_CHANNELS) {
            unserved.add(channel);
            return;
        }
        channels.put(channel, false);
        listeners.subscribe(channel, user, client, new Answer(channel));
    }

    private final class Answer implements LoopListeners.Outcome {
        private final String channel;

        Answer(String channel) {
            this.channel = channel;
        }

        @Override
        public void listening() {
            if (channels.replace(channel, true) != null) {
                settled.run();
            }
        }

        @Override
        public void refused(Failure failure) {
            if (channels.remove(channel) != null) {
                unserved.add(channel);
                settled.run();
            }
        }
    }

    /** Gives up the channels that are not {@code wanted}. */
    void retain(Predicate<String> wanted) {
        for (String channel : List.copyOf(channels.keySet())) {
            if (!wanted.test(channel)) {
                channels.remove(channel);
                listeners.unsubscribe(channel, client);
            }
        }
    }
}
