package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.gateway.internal.relay.RelayRequest;
import io.howdah.gateway.internal.relay.Relays;
import io.howdah.wire.BackendMessage.BackendKeyData;
import io.howdah.wire.BackendMessage.ParameterStatus;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

import java.util.function.Consumer;

/**
 * Opens a backend for one client alone, with the parameters of its own start-up packet: for
 * replication, and for settings that only a backend start can take. Confined to the client's loop.
 */
final class RelayOpening implements Opening, Relays.Listener {
    private final ClientContext context;
    private final Channel channel;
    private final Outbox outbox;
    private final StartupOptions options;
    private final Consumer<RelayedClient> opened;
    private final Consumer<Failure> refused;
    private boolean over;

    /** The client has been told that its log-in is accepted. */
    RelayOpening(Arrival arrival, Consumer<RelayedClient> opened, Consumer<Failure> refused) {
        this.context = arrival.context();
        this.channel = arrival.channel();
        this.outbox = arrival.outbox();
        this.options = arrival.options();
        this.opened = opened;
        this.refused = refused;
    }

    @Override
    public void begin() {
        if (!over) {
            RelayRequest request =
                    new RelayRequest(options.database(), options.user(), options.passedOn());
            context.relays().open(outbox.loop(), request, this);
        }
    }

    @Override
    public void opened(Relays.Opened relay) {
        if (over) {
            relay.discard();
            return;
        }
        over = true;
        ByteBuf out = outbox.buffer();
        relay.backend()
                .session()
                .parameters()
                .values()
                .forEach((name, value) -> new ParameterStatus(name, value).encode(out));
        RelayedClient client = new RelayedClient(context, options, channel, outbox, relay);
        new BackendKeyData(client.cancelKey()).encode(out);
        new ReadyForQuery(TransactionStatus.IDLE).encode(out);
        opened.accept(client);
    }

    @Override
    public void refused(Failure failure) {
        if (!over) {
            abandon();
            refused.accept(failure);
        }
    }

    @Override
    public void abandon() {
        if (!over) {
            over = true;
            context.registry().leave(options.user(), options.database());
        }
    }
}
