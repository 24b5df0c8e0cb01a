package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.backend.Recovery;
import io.netty.channel.Channel;

/**
 * How a client's session ends: by its own goodbye, by Howdah's, or by the loss of its connection.
 * Confined to the client's loop.
 */
final class Leaving {
    private final Client client;
    private final Channel channel;
    private boolean terminated;
    private boolean draining;
    private boolean gone;

    Leaving(Client client, Channel channel) {
        this.client = client;
        this.channel = channel;
    }

    /** Whether the client has given up everything that it had. */
    boolean isGone() {
        return gone;
    }

    /** Whether the session is to end at the end of its transaction. */
    boolean isDraining() {
        return draining;
    }

    /** The session is to end at the end of its transaction. */
    void drain() {
        draining = true;
    }

    /** Terminate was received: complete requests run to their end, the others never ran. */
    void terminate() {
        terminated = true;
        client.intake().stop();
        leaveWhenAnswered();
    }

    /** Leaves, unless complete requests are still to be answered. */
    void leaveWhenAnswered() {
        Backend held = client.backend();
        if (held == null || !held.exchanges().owes(client.answers())) {
            leave();
        }
    }

    /** Ends the session because of a request that PostgreSQL would end it for, too. */
    void violate(String message) {
        client.context().metrics().protocolErrors.increment();
        end(Failure.of(ErrorCode.PROTOCOL_VIOLATION, message));
    }

    /** Tells the client why, and ends its session. */
    void end(Failure failure) {
        Backend held = client.backend();
        boolean inFrame =
                client.sharing().isUnderWay()
                        ? client.sharing().isInFrame()
                        : held != null && held.isInFrame();
        if (!gone && !inFrame) {
            client.outbox().buffer().writeBytes(OwnErrors.fatal(failure));
        }
        leave();
    }

    /** Ends the session when what was written to the client has been sent. */
    void leave() {
        client.intake().stop();
        if (terminated) {
            client.outbox().closeAfterGoodbye();
        } else {
            client.outbox().closeAfterFlush();
        }
        letGo();
    }

    /** Ends the session in the middle of a message to the client, so without a word. */
    void breakOff() {
        letGo();
        channel.close();
    }

    /** The connection is gone: what the client asked for before its goodbye is still done. */
    void disconnected() {
        if (!client.intake().waitsToSayGoodbye()) {
            letGo();
        }
    }

    private void letGo() {
        if (gone) {
            return;
        }
        gone = true;
        SessionState session = client.session();
        Listening listening = client.listening();
        client.context().registry().unregister(client.cancelKey());
        client.context().registry().leave(client.user(), client.database());
        client.intake().release();
        listening.close();
        client.begin().forget();
        client.sharing().abandon();
        client.hold()
                .abandon(
                        departure(),
                        !session.pins().isEmpty()
                                || !session.isSettled()
                                || listening.backendListens());
        session.pins().clear();
        client.cancels().retry();
    }

    private Recovery.Departure departure() {
        if (client.requests().isInFrame()) {
            return Recovery.Departure.IN_FRAME;
        }
        return terminated ? Recovery.Departure.TERMINATED : Recovery.Departure.GONE;
    }
}
