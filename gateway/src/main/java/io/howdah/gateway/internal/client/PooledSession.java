package io.howdah.gateway.internal.client;

import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.PoolFilter;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Moment;
import io.netty.channel.Channel;

/**
 * What operators, cancel requests and time do to a client that shares backends. Confined to the
 * client's loop where {@link Session} says nothing else.
 */
final class PooledSession implements Session {
    private final Client client;
    private final Channel channel;

    PooledSession(Client client, Channel channel) {
        this.client = client;
        this.channel = channel;
    }

    @Override
    public Loop loop() {
        return client.loop();
    }

    @Override
    public String database() {
        return client.database();
    }

    @Override
    public void cancelRequested(Runnable done) {
        loop().execute(() -> client.cancels().request(done));
    }

    @Override
    public void drain() {
        loop().execute(
                        () -> {
                            client.leaving().drain();
                            if (isIdle()) {
                                client.leaving().end(Farewell.SHUTDOWN);
                            }
                        });
    }

    @Override
    public void endIfOf(PoolFilter filter) {
        loop().execute(
                        () -> {
                            boolean meant = filter.matches(client.hold().pool().key());
                            if (meant && !client.leaving().isGone()) {
                                client.leaving().end(Farewell.KILLED);
                            }
                        });
    }

    @Override
    public void stop() {
        if (!client.leaving().isGone()) {
            client.leaving().end(Farewell.SHUTDOWN);
        }
    }

    @Override
    public void tick(long now) {
        if (isIdle()) {
            client.handback().tick(now);
        }
        long limit = client.hold().pool().settings().clientIdleTimeout().toNanos();
        if (limit > 0 && now - client.times().lastActiveNanos() > limit && isIdle()) {
            client.leaving().end(Farewell.IDLE);
        }
    }

    /** Whether it is there, outside a transaction, and has asked for nothing not answered. */
    private boolean isIdle() {
        return !client.leaving().isGone()
                && client.intake().isServed()
                && client.handback().isIdle();
    }

    @Override
    public void suspend(boolean on) {
        client.intake().suspend(on);
    }

    @Override
    public boolean isSettled() {
        if (client.leaving().isGone()) {
            return true;
        }
        Backend held = client.backend();
        return client.intake().isServed()
                && (held == null || !held.exchanges().owes(client.answers()));
    }

    @Override
    public ClientSnapshot describe(Moment moment) {
        return ClientPortrait.of(client, channel, moment);
    }
}
