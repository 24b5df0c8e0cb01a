package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Backend;

import org.jspecify.annotations.Nullable;

/**
 * Cancel requests for one client, until it is certain what they may hit. Confined to the client's
 * loop.
 *
 * <p>While one of Howdah's errands runs on the client's backend, a cancel would hit that instead of
 * what the client has asked for; so it waits.
 */
final class CancelDesk {
    private static final Failure CANCELED =
            Failure.of(ErrorCode.QUERY_CANCELED, "canceling statement due to user request");

    private final Client client;
    private @Nullable Runnable waiting;

    CancelDesk(Client client) {
        this.client = client;
    }

    /**
     * A cancel request has come.
     *
     * @param done run when nothing that the client asks from then on can be hit
     */
    void request(Runnable done) {
        if (client.sharing().cancel()) {
            done.run();
            return;
        }
        Backend held = client.backend();
        if (client.intake().isWaiting() && client.intake().isAsked()) {
            client.hold().stopWaiting();
            client.sharing().stopWaiting();
            client.intake().refused(CANCELED);
            done.run();
        } else if (held != null && held.exchanges().isServing(client.answers())) {
            client.hold().lender().cancel(held, done);
        } else {
            if (waiting != null) {
                waiting.run();
            }
            waiting = done;
            retry();
        }
    }

    /** An errand is over, or the backend gone: sends what has waited for that. */
    void retry() {
        Runnable done = waiting;
        if (done == null) {
            return;
        }
        Backend held = client.backend();
        if (held != null && held.exchanges().isServing(client.answers())) {
            waiting = null;
            client.hold().lender().cancel(held, done);
        } else if (held == null || !held.isBusy()) {
            waiting = null;
            done.run();
        }
    }
}
