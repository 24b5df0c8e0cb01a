package io.howdah.gateway.internal.listen;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.BackendMessage.NoticeResponse;
import io.howdah.wire.ErrorFields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** Whether a LISTEN can be sent. */
    public enum Readiness {
        /** The hub listens. */
        READY,
        /** Not yet; the host is told. */
        WAITING,
        /** The hub cannot: the client's own backend has to listen. */
        UNSERVED
    }

    private static final int MOST_CHANNELS = 1_000;
    private static final int MOST_PENDING = 10_000;

    private final Host host;
    private final LoopListeners listeners;
    private final ListenHub hub;
    private final String user;
    private final int limitBytes;
    private final Subscriptions subscriptions = new Subscriptions();

    /** Channels asked of the hub, and whether it listens to them. */
    private final Map<String, Boolean> channels = new HashMap<>();

    private final Set<String> unserved = new HashSet<>();
    private final ArrayDeque<Expected> expected = new ArrayDeque<>();
    private final ArrayDeque<Notification> tentative = new ArrayDeque<>();
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private Set<String> preparing = Set.of();
    private @Nullable Exchange failing;
    private int keptBytes;
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
        this.listeners = hub.on(host.outbox().loop());
        this.user = user;
        this.limitBytes = limitBytes;
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
    public Readiness prepare(List<ListenAction> actions) {
        Set<String> asked = new HashSet<>();
        for (ListenAction action : actions) {
            if (action instanceof ListenAction.Listen(String channel)) {
                asked.add(channel);
            }
        }
        preparing = asked;
        asked.forEach(this::ask);
        if (unserved.removeAll(asked)) {
            preparing = Set.of();
            trim();
            return Readiness.UNSERVED;
        }
        boolean ready = asked.stream().allMatch(channel -> channels.getOrDefault(channel, false));
        return ready && hasHeardAll(actions) ? Readiness.READY : Readiness.WAITING;
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

    private void ask(String channel) {
        if (channels.containsKey(channel) || unserved.contains(channel)) {
            return;
        }
        if (channels.size() >= MOST_CHANNELS) {
            unserved.add(channel);
            return;
        }
        channels.put(channel, false);
        listeners.subscribe(
                channel,
                user,
                this,
                new LoopListeners.Outcome() {
                    @Override
                    public void listening() {
                        if (channels.replace(channel, true) != null) {
                            settled();
                        }
                    }

                    @Override
                    public void refused(Failure failure) {
                        if (channels.remove(channel) != null) {
                            unserved.add(channel);
                            settled();
                        }
                    }
                });
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
            dropTentative();
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
        return channels.containsKey(channel);
    }

    private void changed() {
        for (Notification early : List.copyOf(tentative)) {
            if (subscriptions.isActive(early.channel())) {
                tentative.remove(early);
                keptBytes -= early.frame().length;
                enqueue(early.frame(host.charset()));
            }
        }
        if (!isWatching()) {
            dropTentative();
        }
        trim();
    }

    private void dropTentative() {
        tentative.forEach(early -> keptBytes -= early.frame().length);
        tentative.clear();
    }

    /** Gives up the channels that are neither listened to nor about to be. */
    private void trim() {
        for (String channel : List.copyOf(channels.keySet())) {
            if (!subscriptions.isActive(channel)
                    && !subscriptions.isPending(channel)
                    && !preparing.contains(channel)
                    && !isExpected(channel)) {
                channels.remove(channel);
                listeners.unsubscribe(channel, this);
            }
        }
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
            enqueue(notification.frame(host.charset()));
        } else if (isWatching()) {
            tentative.add(notification);
            keep(notification.frame().length);
        }
    }

    @Override
    public void missed(Failure what) {
        if (!closed) {
            ByteBuf notice = Unpooled.buffer();
            new NoticeResponse(ErrorFields.of("WARNING", what)).encode(notice);
            enqueue(ByteBufUtil.getBytes(notice));
        }
    }

    private void enqueue(byte[] frame) {
        queue.add(frame);
        keep(frame.length);
    }

    private void keep(int bytes) {
        keptBytes += bytes;
        flush();
        if (keptBytes > limitBytes && !closed) {
            hub.metrics().notificationsDropped.add(queue.size() + tentative.size());
            queue.clear();
            tentative.clear();
            host.end(
                    Failure.of(
                                    ErrorCode.PROGRAM_LIMIT_EXCEEDED,
                                    "too many notifications wait for this client")
                            .withHint(
                                    "It is inside a transaction, or does not read; see"
                                            + " clients.notification-buffer."));
        }
    }

    /** Tells the client what waits, as far as it may be told and reads. */
    public void flush() {
        Outbox outbox = host.outbox();
        while (!queue.isEmpty() && host.mayBeNotified() && !outbox.isCongested()) {
            byte[] frame = queue.removeFirst();
            keptBytes -= frame.length;
            outbox.buffer().writeBytes(frame);
            hub.metrics().notificationsDelivered.increment();
        }
    }

    /** The client is leaving. */
    public void close() {
        if (!closed) {
            closed = true;
            channels.keySet().forEach(channel -> listeners.unsubscribe(channel, this));
            channels.clear();
            queue.clear();
            tentative.clear();
        }
    }
}
