package io.howdah.gateway.internal.listen;

import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.GatewayMetrics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The channels of one database that somebody wants to listen to: which loops do, and which of them
 * wait for an answer. Confined to the hub's loop.
 */
final class Wishes {
    private final GatewayMetrics metrics;
    private final Map<String, Wish> wishes = new HashMap<>();

    /** Which loops want a channel, by their tickets, and which of them wait for an answer. */
    private record Wish(Map<LoopListeners, Long> tickets, Set<LoopListeners> waiting) {
        Wish() {
            this(new LinkedHashMap<>(), new LinkedHashSet<>());
        }
    }

    Wishes(GatewayMetrics metrics) {
        this.metrics = metrics;
    }

    boolean isEmpty() {
        return wishes.isEmpty();
    }

    /** How many channels are wanted. */
    int size() {
        return wishes.size();
    }

    boolean contains(String channel) {
        return wishes.containsKey(channel);
    }

    /** The channels that are wanted. */
    Set<String> channels() {
        return Set.copyOf(wishes.keySet());
    }

    /**
     * A loop wants {@code channel}, and an answer.
     *
     * @param ticket tells the loop which of its wishes is answered
     */
    void add(String channel, LoopListeners branch, long ticket) {
        Wish wish = wishes.get(channel);
        if (wish == null) {
            wish = new Wish();
            wishes.put(channel, wish);
            metrics.listenChannels.incrementAndGet();
        }
        wish.tickets.put(branch, ticket);
        wish.waiting.add(branch);
    }

    /**
     * A loop does not want {@code channel} any more.
     *
     * @return whether it was the last one
     */
    boolean remove(String channel, LoopListeners branch) {
        Wish wish = wishes.get(channel);
        if (wish == null || wish.tickets.remove(branch) == null) {
            return false;
        }
        wish.waiting.remove(branch);
        if (!wish.tickets.isEmpty()) {
            return false;
        }
        wishes.remove(channel);
        metrics.listenChannels.decrementAndGet();
        return true;
    }

    /** Tells those who wait that {@code channel} is listened to. */
    void grant(String channel) {
        answer(
                channel,
                (branch, ticket) -> branch.loop().execute(() -> branch.listening(channel, ticket)));
    }

    /** Tells those who wait that {@code channel} cannot be listened to. */
    void refuse(String channel, Failure failure) {
        answer(channel, (branch, ticket) -> refuse(channel, branch, ticket, failure));
    }

    /** Tells one loop so. */
    static void refuse(String channel, LoopListeners branch, long ticket, Failure failure) {
        branch.loop().execute(() -> branch.refused(channel, ticket, failure));
    }

    private void answer(String channel, BiConsumer<LoopListeners, Long> answer) {
        Wish wish = wishes.get(channel);
        if (wish != null) {
            for (LoopListeners branch : wish.waiting) {
                Long ticket = wish.tickets.get(branch);
                if (ticket != null) {
                    answer.accept(branch, ticket);
                }
            }
            wish.waiting.clear();
        }
    }

    /** Hands a notification to all who want its channel. */
    void notified(Notification notification) {
        Wish wish = wishes.get(notification.channel());
        if (wish != null) {
            for (LoopListeners branch : wish.tickets.keySet()) {
                branch.loop().execute(() -> branch.notified(notification));
            }
        }
    }
}
