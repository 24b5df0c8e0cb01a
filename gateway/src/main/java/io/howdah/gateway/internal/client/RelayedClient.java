package io.howdah.gateway.internal.client;

import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.internal.backend.PoolFilter;
import io.howdah.gateway.internal.backend.PoolKey;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Moment;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.gateway.internal.net.SocketEnds;
import io.howdah.gateway.internal.relay.Relay;
import io.howdah.gateway.internal.relay.Relays;
import io.howdah.wire.CancelKey;
import io.netty.channel.Channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A logged-in client with a backend of its own, see {@link Relay}. */
final class RelayedClient implements Session {
    private final ClientContext context;
    private final StartupOptions options;
    private final Channel channel;
    private final PoolKey pool;
    private final Relay relay;
    private final CancelKey cancelKey;
    private final long connectedNanos;

    RelayedClient(
            ClientContext context,
            StartupOptions options,
            Channel channel,
            Outbox outbox,
            Relays.Opened opened) {
        this.context = context;
        this.options = options;
        this.channel = channel;
        this.pool = opened.key();
        this.connectedNanos = outbox.loop().nanos();
        this.relay = opened.connect(channel, outbox, this::ended);
        this.cancelKey = context.registry().register(this, options.version());
    }

    CancelKey cancelKey() {
        return cancelKey;
    }

    Relay relay() {
        return relay;
    }

    private void ended() {
        context.registry().unregister(cancelKey);
        context.registry().leave(options.user(), options.database());
    }

    @Override
    public Loop loop() {
        return relay.loop();
    }

    @Override
    public void cancelRequested(Runnable done) {
        relay.cancelRequested(done);
    }

    @Override
    public void drain() {
        relay.drain();
    }

    @Override
    public void stop() {
        relay.stop();
    }

    @Override
    public String database() {
        return options.database();
    }

    @Override
    public void endIfOf(PoolFilter pools) {
        if (pools.matches(pool)) {
            loop().execute(() -> relay.kill(Farewell.KILLED));
        }
    }

    @Override
    public void suspend(boolean suspended) {
        relay.suspend(suspended);
    }

    @Override
    public boolean isSettled() {
        return relay.isSettled();
    }

    @Override
    public ClientSnapshot describe(Moment moment) {
        return new ClientSnapshot(
                cancelKey.processId(),
                options.user(),
                options.database(),
                ClientSnapshot.State.ACTIVE,
                SocketEnds.of(channel),
                moment.at(connectedNanos),
                moment.at(relay.lastPassedNanos()),
                Duration.ZERO,
                0,
                options.passedOn().getOrDefault("application_name", ""),
                0,
                options.replication(),
                List.of(),
                Instant.EPOCH,
                Duration.ZERO);
    }

    @Override
    public void tick(long now) {
        relay.tick(now);
    }
}
