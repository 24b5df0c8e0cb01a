package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;
import io.netty.buffer.ByteBuf;
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

    private final Arrival arrival;
    private final HandOver handOver;
    private final Consumer<Failure> refused;
    private Opening opening;

    SessionStart(Arrival arrival, HandOver handOver, Consumer<Failure> refused) {
        this.arrival = arrival;
        this.handOver = handOver;
        this.refused = refused;
        if (arrival.context().locals().serves(arrival.options().database())) {
            opening = local();
        } else if (arrival.options().needsOwnBackend()) {
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
        return new LocalOpening(arrival, client -> handOver.to(client, client::begin), refused);
    }

    private Opening pooled() {
        return new SessionOpening(
                arrival,
                client -> handOver.to(client, client.intake()::receiveRest),
                refused,
                this::relayInstead);
    }

    private Opening relay() {
        return new RelayOpening(
                arrival,
                client -> handOver.to(client.relay().clientSide(), client.relay()::receiveRest),
                refused);
    }

    private void relayInstead() {
        opening = relay();
        opening.begin();
    }
}
