package io.howdah.gateway.internal.listen;

import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.net.Loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A hub's part on one loop: which of the loop's clients listen to which channel. Confined to that
 * loop. The hub is told once a channel, and tells once a notification, however many listen.
 */
final class LoopListeners {
    /** What becomes of a wish to listen. */
    interface Outcome {
        /** Whatever is notified from now on will be told. */
        void listening();

        /** It cannot be listened to through the hub. */
        void refused(Failure failure);
    }

    private final ListenHub hub;
    private final Loop loop;
    private final Map<String, Interest> interests = new HashMap<>();
    private long lastTicket;

    /** Those who listen to one channel. The ticket tells an answer from one to an earlier wish. */
    private static final class Interest {
        final long ticket;
        final Set<Subscriber> subscribers = new LinkedHashSet<>();
        final List<Outcome> waiting = new ArrayList<>();
        boolean listening;

        Interest(long ticket) {
            this.ticket = ticket;
        }
    }

    LoopListeners(ListenHub hub, Loop loop) {
        this.hub = hub;
        this.loop = loop;
    }

    Loop loop() {
        return loop;
    }

    ListenHub hub() {
        return hub;
    }

    /**
     * Adds {@code subscriber} to those who are told.
     *
     * @param user in whose name the hub may connect
     * @param outcome called once, perhaps before this returns
     */
    void subscribe(String channel, String user, Subscriber subscriber, Outcome outcome) {
        Interest interest = interests.get(channel);
        if (interest == null) {
            interest = new Interest(++lastTicket);
            interests.put(channel, interest);
            long ticket = interest.ticket;
            hub.home().execute(() -> hub.wanted(channel, user, this, ticket));
        }
        if (interest.subscribers.add(subscriber)) {
            hub.metrics().subscriptions.incrementAndGet();
        }
        if (interest.listening) {
            outcome.listening();
        } else {
            interest.waiting.add(outcome);
        }
    }

    /** Takes back {@link #subscribe}. */
    void unsubscribe(String channel, Subscriber subscriber) {
        Interest interest = interests.get(channel);
        if (interest == null || !interest.subscribers.remove(subscriber)) {
            return;
        }
        hub.metrics().subscriptions.decrementAndGet();
        if (interest.subscribers.isEmpty()) {
            interests.remove(channel);
            hub.home().execute(() -> hub.unwanted(channel, this));
        }
    }

    // ---- what the hub tells

    void listening(String channel, long ticket) {
        Interest interest = interests.get(channel);
        if (interest != null && interest.ticket == ticket && !interest.listening) {
            interest.listening = true;
            List<Outcome> waiting = List.copyOf(interest.waiting);
            interest.waiting.clear();
            waiting.forEach(Outcome::listening);
        }
    }

    void refused(String channel, long ticket, Failure failure) {
        Interest interest = interests.get(channel);
        if (interest != null && interest.ticket == ticket && !interest.listening) {
            interests.remove(channel);
            hub.metrics().subscriptions.addAndGet(-interest.subscribers.size());
            hub.home().execute(() -> hub.unwanted(channel, this));
            interest.waiting.forEach(outcome -> outcome.refused(failure));
        }
    }

    void notified(Notification notification) {
        Interest interest = interests.get(notification.channel());
        if (interest != null) {
            for (Subscriber subscriber : List.copyOf(interest.subscribers)) {
                subscriber.notified(notification);
            }
        }
    }

    void missed(Lapse lapse) {
        Map<Subscriber, List<String>> affected = new LinkedHashMap<>();
        for (String channel : lapse.channels()) {
            Interest interest = interests.get(channel);
            if (interest != null) {
                interest.subscribers.forEach(
                        each ->
                                affected.computeIfAbsent(each, _ -> new ArrayList<>())
                                        .add(channel));
            }
        }
        affected.forEach((subscriber, channels) -> subscriber.missed(lapse.notice(channels)));
    }
}
