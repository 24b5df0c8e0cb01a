package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.net.Outbox;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandler;

import java.util.function.Consumer;

/**
 * Opens the session that a logged-in client asks for: on the backends of a pool, on a backend of
 * its own, or in a database of Howdah's own. Confined to the client's loop.
 */
final class SessionStart {
    /** Gives the connection away. */
    interface HandOver {
        /**
         * From now on the connection is {@code successor}'s.
         *
         * @param receiver takes what the client has sent already
         */
        void to(ChannelInboundHandler successor, Consumer<ByteBuf> receiver);
    }

    private final ClientContext context;
    private final Channel channel;
    private final Outbox outbox;
    private final StartupOptions options;
    private final HandOver handOver;
    private final Consumer<Failure> refused;
    private Opening opening;

    SessionStart(
            ClientContext context,
            Channel channel,
            Outbox outbox,
            StartupOptions options,
            HandOver handOver,
            Consumer<Failure> refused) {
        this.context = context;
        this.channel = channel;
        this.outbox = outbox;
        this.options = options;
        this.handOver = handOver;
        this.refused = refused;
        if (context.locals().serves(options.database())) {
            opening = local();
        } else if (options.needsOwnBackend()) {
            opening = relay();
        } else {
            opening = pooled();
        }
    }

    void begin() {
        opening.begin();
    }

    /** The client has gone. */
    void abandon() {
        opening.abandon();
    }

    private Opening local() {
        return new LocalOpening(
                context,
                channel,
                outbox,
                options,
                client -> handOver.to(client, client::begin),
                refused);
    }

    private Opening pooled() {
        return new SessionOpening(
                context,
                channel,
                outbox,
                options,
                client -> handOver.to(client, client::receiveRest),
                refused,
                this::relayInstead);
    }

    private Opening relay() {
        return new RelayOpening(
                context,
                channel,
                outbox,
                options,
                client -> handOver.to(client.relay().clientSide(), client.relay()::receiveRest),
                refused);
    }

    private void relayInstead() {
        opening = relay();
        opening.begin();
    }
}
