package io.howdah.gateway.internal.listen;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.net.Outbox;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One client that listens through the hub. Confined to the client's loop.
 *
 * <p>A LISTEN waits until the hub listens to the channel. Then it runs on the client's own backend,
 * so that PostgreSQL answers it, and takes effect here if its transaction commits; the backend
 * itself stops listening before anybody else gets it. Until the commit, notifications are kept:
 * those that were heard before the request that commits was sent came too early and are dropped;
 * the others are handed over with the commit, rather one too many than one too few.
 *
 * <p>Notifications are written between transactions only, as PostgreSQL does. What has to wait is
 * bounded; a client that exceeds it is ended.
 */
public final class ClientListening implements Subscriber {
    /** The client, as far as it is needed here. */
    public interface Host {
        /** Where notifications go. */
        Outbox outbox();

        /** Whether no message to the client is under way and no transaction open. */
        boolean mayBeNotified();

        /** What the client reads its messages in. */
        Charset charset();

        /** A request that had to wait may be looked at again. */
        void listeningSettled();

        /** Ends the session. */
        void end(Failure reason);
    }

    private static final int MOST_PENDING = 10_000;

    private final Host host;
    private final ListenHub hub;
    private final ClientChannels channels;
    private final ClientNotifications notifications;
    private final Subscriptions subscriptions = new Subscriptions();
    private final ArrayDeque<Expected> expected = new ArrayDeque<>();
    private Set<String> preparing = Set.of();
    private @Nullable Exchange failing;
    private Fence fence = Fence.NONE;
    private boolean backendListens;
    private boolean closed;

    /** Whether the hub has been asked to hear everything before the next request is sent. */
    private enum Fence {
        NONE,
        ASKED,
        PASSED
    }

    /** An action that was sent, and is not answered yet. */
    private record Expected(Exchange exchange, ListenAction action) {}

    /**
     * A client that listens to nothing yet.
     *
     * @param limitBytes of notifications that wait for it
     */
    public ClientListening(Host host, ListenHub hub, String user, int limitBytes) {
        this.host = host;
        this.hub = hub;
        this.channels = new ClientChannels(hub.on(host.outbox().loop()), user, this, this::settled);
        this.notifications = new ClientNotifications(host, hub.metrics(), limitBytes);
    }

    // ---- requests

    /** Whether it listens to nothing, and nothing is about to change that. */
    public boolean isEmpty() {
        return channels.isEmpty() && expected.isEmpty() && subscriptions.isEmpty();
    }

    /** Whether {@link #completed} has to be told about the statements that are executed. */
    public boolean isWatching() {
        return !expected.isEmpty() || subscriptions.pending() > 0;
    }

    /** Asks the hub for the channels of a request that is to be sent. */
    public ListenReadiness prepare(List<ListenAction> actions) {
        Set<String> asked = new HashSet<>();
        for (ListenAction action : actions) {
            if (action instanceof ListenAction.Listen(String channel)) {
                asked.add(channel);
            }
        }
        preparing = asked;
        asked.forEach(channels::ask);
        if (channels.takeUnserved(asked)) {
            preparing = Set.of();
            trim();
            return ListenReadiness.UNSERVED;
        }
        return channels.areServed(asked) && hasHeardAll(actions)
                ? ListenReadiness.READY
                : ListenReadiness.WAITING;
    }

    /**
     * Whether what was notified before the request is known, so that it is neither taken for what
     * comes after a LISTEN nor lost by an UNLISTEN: asked before whatever may make one come true.
     */
    private boolean hasHeardAll(List<ListenAction> actions) {
        boolean mayChange =
                actions.stream().anyMatch(ListenAction::changesChannels)
                        || (subscriptions.pending() > 0
                                && actions.stream().anyMatch(ListenAction.End.class::isInstance));
        if (!mayChange || fence == Fence.PASSED) {
            return true;
        }
        if (fence == Fence.NONE) {
            fence = Fence.ASKED;
            hub.fence(
                    host.outbox().loop(),
                    () -> {
                        fence = Fence.PASSED;
                        settled();
                    });
        }
        return false;
    }

    private void settled() {
        if (!closed) {
            host.listeningSettled();
        }
    }

    /**
     * The request is about to be sent within {@code exchange}.
     *
     * @param alone whether no other exchange of the client's is under way
     */
    public void sent(List<ListenAction> actions, Exchange exchange, boolean alone) {
        preparing = Set.of();
        fence = Fence.NONE;
        if (alone && expected.isEmpty()) {
            notifications.dropEarly();
        }
        for (ListenAction action : actions) {
            expected.addLast(new Expected(exchange, action));
            backendListens |= action instanceof ListenAction.Listen;
        }
        if (expected.size() + subscriptions.pending() > MOST_PENDING) {
            host.end(
                    Failure.of(
                            ErrorCode.PROGRAM_LIMIT_EXCEEDED,
                            "too many savepoints in a transaction that listens"));
        }
    }

    // ---- answers

    /** A statement within {@code exchange} has been executed. */
    public void completed(Exchange exchange, String tag) {
        Expected head = expected.peekFirst();
        if (head != null && head.exchange == exchange && head.action.isConfirmedBy(tag)) {
            expected.removeFirst();
            subscriptions.done(head.action, tag);
        } else if (tag.equals("COMMIT") || tag.equals("ROLLBACK")) {
            subscriptions.done(new ListenAction.End(), tag);
        } else {
            return;
        }
        changed();
    }

    /** An error was reported within {@code exchange}: the rest of it is skipped. */
    public void failed(Exchange exchange) {
        failing = exchange;
        forget(exchange);
    }

    /** What was sent within {@code exchange} was skipped, or has been answered. */
    public void forget(Exchange exchange) {
        expected.removeIf(each -> each.exchange == exchange);
    }

    /**
     * {@code exchange} has been answered in full.
     *
     * @param idle whether no transaction is open
     */
    public void ended(Exchange exchange, boolean idle) {
        boolean failed = failing == exchange;
        if (failed) {
            failing = null;
        }
        forget(exchange);
        if (idle && failed) {
            subscriptions.rolledBack();
        } else if (idle) {
            subscriptions.committed();
        }
        changed();
    }

    /** The backend is gone with its transaction; what was listened to before stays. */
    public void backendLost() {
        expected.clear();
        failing = null;
        backendListens = false;
        subscriptions.rolledBack();
        changed();
    }

    /** Whether the backend has to stop listening; once it is told so, it has. */
    public boolean takeBackendListens() {
        boolean was = backendListens;
        backendListens = false;
        return was;
    }

    /** Whether the backend may listen, as this client had it do. */
    public boolean backendListens() {
        return backendListens;
    }

    /** Whether what the client's own backend hears on {@code channel} comes through the hub. */
    public boolean serves(String channel) {
        return channels.contains(channel);
    }

    private void changed() {
        notifications.tellEarly(subscriptions::isActive);
        if (!isWatching()) {
            notifications.dropEarly();
        }
        trim();
    }

    /** Gives up the channels that are neither listened to nor about to be. */
    private void trim() {
        channels.retain(
                channel ->
                        subscriptions.isActive(channel)
                                || subscriptions.isPending(channel)
                                || preparing.contains(channel)
                                || isExpected(channel));
    }

    private boolean isExpected(String channel) {
        ListenAction listen = new ListenAction.Listen(channel);
        return expected.stream().anyMatch(each -> each.action.equals(listen));
    }

    // ---- notifications

    @Override
    public void notified(Notification notification) {
        if (closed) {
            return;
        }
        if (subscriptions.isActive(notification.channel())) {
            notifications.tell(notification);
        } else if (isWatching()) {
            notifications.keepEarly(notification);
        }
    }

    @Override
    public void missed(Failure what) {
        if (!closed) {
            notifications.warn(what);
        }
    }

    /** Tells the client what waits, as far as it may be told and reads. */
    public void flush() {
        notifications.flush();
    }

    /** The client is leaving. */
    public void close() {
        if (!closed) {
            closed = true;
            channels.retain(channel -> false);
            notifications.close();
        }
    }
}
