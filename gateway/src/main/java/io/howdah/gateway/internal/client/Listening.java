package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendPids;
import io.howdah.gateway.internal.backend.Errand;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.listen.ClientCharset;
import io.howdah.gateway.internal.listen.ClientListening;
import io.howdah.gateway.internal.listen.FencedReturn;
import io.howdah.gateway.internal.listen.ListenAction;
import io.howdah.gateway.internal.listen.ListenHub;
import io.howdah.gateway.internal.listen.ListenReadiness;
import io.howdah.gateway.internal.listen.ListenText;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.sql.SessionEffect;
import io.howdah.sql.TextProfile;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * LISTEN and NOTIFY of one client. Confined to its loop.
 *
 * <p>In transaction mode the client listens through its database's hub, and keeps no backend for
 * it. What the hub cannot serve, or what cannot be told from the text, runs on the client's own
 * backend, which it then keeps; so does everything in session mode.
 */
final class Listening implements ClientListening.Host {
    private final Client client;
    private final ListenHub hub;
    private @Nullable ClientListening through;
    private List<ListenAction> actions = List.of();
    private boolean served;
    private boolean notifies;

    Listening(Client client, ListenHub hub) {
        this.client = client;
        this.hub = hub;
    }

    // ---- requests

    /** Whether the request with the text {@code [from, to)} of a frame may be sent now. */
    boolean mayGo(Frame frame, int from, int to, TextProfile profile) {
        if (!concerns(profile)) {
            return true;
        }
        byte[] text = frame.copy(from, Math.max(from, to));
        return mayGo(text, text.length, profile);
    }

    /** Whether a portal may be made now of a statement with this definition. */
    boolean mayGo(byte[] definition, TextProfile profile) {
        if (definition.length == 0 || !concerns(profile)) {
            return true;
        }
        int length = 0;
        while (length < definition.length && definition[length] != 0) {
            length++;
        }
        return mayGo(definition, length, profile);
    }

    private boolean concerns(TextProfile profile) {
        actions = List.of();
        served = false;
        return client.hold().isPerTransaction()
                && (hub.isActive() || profile.has(SessionEffect.LISTENS) || !isEmpty());
    }

    /** Whether the client listens to nothing. */
    boolean isEmpty() {
        return through == null || through.isEmpty();
    }

    private boolean mayGo(byte[] text, int length, TextProfile profile) {
        notifies |= hub.isActive() && ListenText.mayNotify(text, 0, length);
        if (isEmpty() && !profile.has(SessionEffect.LISTENS)) {
            return true;
        }
        Optional<List<ListenAction>> found =
                ListenText.actions(
                        text,
                        0,
                        length,
                        client.environment().standardConformingStrings(),
                        charset());
        if (found.isEmpty()) {
            return true;
        }
        ListenReadiness readiness = listening().prepare(found.get());
        if (readiness == ListenReadiness.READY) {
            served = true;
            actions = found.get();
        }
        return readiness != ListenReadiness.WAITING;
    }

    private ClientListening listening() {
        ClientListening known = through;
        if (known == null) {
            int limit = (int) client.context().settings().clients().notificationBuffer().bytes();
            known = new ClientListening(this, hub, client.user(), limit);
            through = known;
        }
        return known;
    }

    /** Whether what was found to be able to go listens through the hub. */
    boolean isServed() {
        return served;
    }

    /** What was found to be able to go is about to be sent within {@code exchange}. */
    void sent(Exchange exchange, Backend backend) {
        if (!actions.isEmpty() && through != null) {
            boolean alone = backend.exchanges().size() == 1;
            through.sent(actions, exchange, alone);
            actions = List.of();
        }
    }

    // ---- answers

    boolean isWatching() {
        return through != null && through.isWatching();
    }

    void completed(Exchange exchange, String tag) {
        if (through != null) {
            through.completed(exchange, tag);
        }
    }

    void failed(Exchange exchange) {
        if (through != null) {
            through.failed(exchange);
        }
    }

    void skipped(Exchange exchange) {
        if (through != null) {
            through.forget(exchange);
        }
    }

    void ended(Exchange exchange, boolean idle) {
        if (through != null) {
            through.ended(exchange, idle);
        }
    }

    void backendLost() {
        notifies = false;
        if (through != null) {
            through.backendLost();
        }
    }

    // ---- the backend

    /** Whether the backend listens because the client had it do so in its last transaction. */
    boolean backendListens() {
        return through != null && through.backendListens();
    }

    /** Makes the backend stop listening, if need be; false: nothing to do. */
    boolean unlisten(Backend held) {
        if (through == null
                || client.session().pins().contains(Pin.LISTEN)
                || !through.takeBackendListens()) {
            return false;
        }
        Errand.run(
                held,
                "UNLISTEN *",
                error -> {
                    if (error != null) {
                        held.distrust();
                    }
                    client.cancels().retry();
                });
        return true;
    }

    /** Gives the backend back, once others have heard what was notified on it. */
    void release(Backend held) {
        if (notifies && hub.isActive()) {
            FencedReturn.of(client.hold().lender(), held, hub);
        } else {
            client.hold().lender().release(held);
        }
        notifies = false;
    }

    /**
     * The client's own backend has heard something.
     *
     * @return whether the client hears it through the hub
     */
    boolean heard(ByteBuf buffer, int index, int size, Node node, BackendPids pids) {
        buffer.setInt(index + 5, pids.client(node, buffer.getInt(index + 5)));
        int end = buffer.indexOf(index + 9, index + size, (byte) 0);
        return through != null
                && end >= 0
                && through.serves(buffer.toString(index + 9, end - index - 9, charset()));
    }

    // ---- notifications

    void flush() {
        if (through != null) {
            through.flush();
        }
    }

    void close() {
        if (through != null) {
            through.close();
        }
    }

    @Override
    public Outbox outbox() {
        return client.outbox();
    }

    @Override
    public boolean mayBeNotified() {
        Backend held = client.backend();
        return held == null
                ? !client.begin().isHeld()
                : (!held.isBusy() && !held.isInFrame() && held.status() == TransactionStatus.IDLE);
    }

    @Override
    public Charset charset() {
        return ClientCharset.of(client.environment().clientEncoding());
    }

    @Override
    public void listeningSettled() {
        client.intake().goOn();
    }

    @Override
    public void end(Failure reason) {
        client.leaving().end(reason);
    }
}
