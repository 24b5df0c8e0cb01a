package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Step.Unseen;
import io.howdah.gateway.internal.backend.TextEffects;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.cluster.LsnSample;
import io.howdah.wire.TransactionStatus;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A client's asking for its token: as PostgreSQL answers, it is told before what the token is.
 * Confined to the client's loop.
 *
 * <p>The setting is made in front of the request, unseen and for its transaction only, so that it
 * neither outlives that nor has to be undone. PostgreSQL looks for it when it parses SHOW already.
 * What the client has seen last may not be covered by a sample; then the request waits for one.
 */
final class TokenReading {
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Sets what comes between, by a condition that is never true: so nothing is answered. */
    private static final String SET =
            "SELECT WHERE pg_catalog.set_config('" + OwnSettings.TOKEN + "', '";

    private static final String SET_END = "', true) IS NULL\0";

    private static final Failure UNKNOWN =
            Failure.of(
                            ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
                            "what this session has seen is not known yet")
                    .withHint(
                            "Howdah asks the node that answered last, which does not answer."
                                    + " Retry.");

    private final Client client;
    private final RequestSender sender;
    private boolean waiting;
    private boolean called;
    private long sinceNanos;

    /** Whether a request may be sent. */
    enum Readiness {
        READY,
        /** Not yet: {@link Intake#goOn} is called when it may be. */
        LATER,
        /** It has been answered with an error. */
        REFUSED
    }

    TokenReading(Client client, RequestSender sender) {
        this.client = client;
        this.sender = sender;
    }

    /** A text with these effects is about to be run. */
    Readiness before(TextEffects effects, Backend backend) {
        if (!effects.readsToken() || backend.status() == TransactionStatus.FAILED) {
            return Readiness.READY;
        }
        if (sender.open() == null && backend.exchanges().owes(client.answers())) {
            return Readiness.LATER; // what they answer will have been seen as well
        }
        long now = client.loop().nanos();
        Causality causality = client.sharing().router().causality();
        if (!isKnown(causality, now)) {
            return await(now, backend);
        }
        waiting = false;
        tell(causality.token(now), backend);
        return Readiness.READY;
    }

    /** Where there is one node, all that was seen is on it. */
    private boolean isKnown(Causality causality, long now) {
        return client.context().routing().topology().size() == 1
                || !client.context().settings().cluster().probes()
                || causality.isSettled(now);
    }

    private Readiness await(long now, Backend backend) {
        if (!waiting) {
            waiting = true;
            sinceNanos = now;
            client.loop().executor().schedule(this::goOn, LONGEST_NANOS, TimeUnit.NANOSECONDS);
        } else if (now - sinceNanos >= LONGEST_NANOS) {
            waiting = false;
            sender.refuse(backend, UNKNOWN);
            return Readiness.REFUSED;
        }
        if (!called) {
            called = true;
            Topology topology = client.context().routing().topology();
            topology.whenNextSampled(() -> client.loop().execute(this::sampled));
        }
        return Readiness.LATER;
    }

    private void sampled() {
        called = false;
        goOn();
    }

    private void goOn() {
        if (waiting) {
            client.intake().goOn();
        }
    }

    private void tell(@Nullable LsnSample token, Backend backend) {
        String text = token == null ? "" : TokenText.of(token);
        String sql = SET + text + SET_END;
        Frames.executed(backend.outbox().buffer(), sql.getBytes(StandardCharsets.US_ASCII));
        backend.statements().unnamed(null);
        for (Unseen step : Unseen.ALL) {
            sender.expect(backend, step);
        }
    }
}
