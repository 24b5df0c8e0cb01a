package io.howdah.gateway.internal.client;

import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.control.ClientSnapshot.State;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.net.Moment;
import io.howdah.gateway.internal.net.SocketEnds;
import io.netty.channel.Channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Takes down what a client is at. On the client's loop. */
final class ClientPortrait {
    /** What {@link ClientSnapshot#replication} is of most. */
    static final String NO_REPLICATION = "none";

    private ClientPortrait() {}

    static ClientSnapshot of(Client client, Channel channel, Moment moment) {
        Client.Identity identity = client.identity();
        Backend backend = client.backend();
        Pins pins = client.session().pins();
        return new ClientSnapshot(
                client.cancelKey().processId(),
                identity.user(),
                identity.database(),
                client.intake().isWaiting()
                        ? State.WAITING
                        : backend == null && !client.begin().isHeld() ? State.IDLE : State.ACTIVE,
                SocketEnds.of(channel),
                moment.at(client.times().connectedNanos()),
                moment.at(client.times().lastActiveNanos()),
                client.intake().isWaiting()
                        ? Duration.ofNanos(moment.nanos() - client.hold().waitingSinceNanos())
                        : Duration.ZERO,
                backend == null ? 0 : backend.number(),
                Objects.requireNonNullElse(identity.settings().value("application_name"), ""),
                client.statements().size(),
                NO_REPLICATION,
                pins.named(),
                pins.isEmpty() ? Instant.EPOCH : moment.at(pins.sinceNanos()),
                pins.isEmpty()
                        ? Duration.ZERO
                        : Duration.ofNanos(moment.nanos() - pins.sinceNanos()));
    }
}
