package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.gateway.internal.relay.Relay;
import io.howdah.gateway.internal.relay.Relays;
import io.howdah.wire.CancelKey;
import io.netty.channel.Channel;

/** A logged-in client with a backend of its own, see {@link Relay}. */
final class RelayedClient implements Session {
    private final ClientContext context;
    private final StartupOptions options;
    private final Relay relay;
    private final CancelKey cancelKey;

    RelayedClient(
            ClientContext context,
            StartupOptions options,
            Channel channel,
            Outbox outbox,
            Relays.Opened opened) {
        this.context = context;
        this.options = options;
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
    public void tick(long now) {
        relay.tick(now);
    }
}
