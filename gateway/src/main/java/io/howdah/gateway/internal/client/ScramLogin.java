package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.Authentication;
import io.howdah.wire.Bytes;
import io.howdah.wire.FrontendMessage.SaslInitialResponse;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.scram.Scram;
import io.howdah.wire.scram.ScramException;
import io.howdah.wire.scram.ScramServer;
import io.howdah.wire.scram.ScramVerifier;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * Lets a client prove its password by SCRAM-SHA-256. Confined to the client's loop.
 *
 * <p>A user that does not exist goes through the same steps, with the same text at the end.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sasl-authentication.html">protocol: SASL
 *     authentication</a>
 */
final class ScramLogin {
    private final ClientContext context;
    private final Outbox outbox;
    private final String user;
    private final Runnable passed;
    private final Consumer<Failure> refused;
    private @Nullable ScramServer server;
    private boolean asked;

    ScramLogin(
            ClientContext context,
            Outbox outbox,
            String user,
            Runnable passed,
            Consumer<Failure> refused) {
        this.context = context;
        this.outbox = outbox;
        this.user = user;
        this.passed = passed;
        this.refused = refused;
        new Authentication.Sasl(List.of(Scram.MECHANISM)).encode(outbox.buffer());
    }

    /** Takes the body of a {@code 'p'} message. */
    void receive(ByteBuf body) {
        try {
            if (!asked) {
                asked = true;
                begin(SaslInitialResponse.decode(body));
            } else if (server == null) {
                refused.accept(
                        Failure.of(
                                ErrorCode.PROTOCOL_VIOLATION,
                                "unexpected SASL response before the server's challenge"));
            } else {
                prove(server, Bytes.of(ByteBufUtil.getBytes(body)));
            }
        } catch (ProtocolException e) {
            refused.accept(e.failure());
        }
    }

    private void begin(SaslInitialResponse response) {
        Bytes data = response.data();
        if (!response.mechanism().equals(Scram.MECHANISM) || data == null) {
            refused.accept(
                    Failure.of(
                            ErrorCode.PROTOCOL_VIOLATION,
                            "client selected an invalid SASL authentication mechanism"));
            return;
        }
        context.verifiers().of(user, outbox.loop(), verifier -> challenge(verifier, data));
    }

    private void challenge(ScramVerifier verifier, Bytes clientFirst) {
        ScramServer started = new ScramServer(verifier, context.randomness());
        try {
            new Authentication.SaslContinue(started.serverFirst(clientFirst))
                    .encode(outbox.buffer());
            server = started;
        } catch (ScramException e) {
            refuse(e);
        }
    }

    private void prove(ScramServer started, Bytes clientFinal) {
        try {
            new Authentication.SaslFinal(started.serverFinal(clientFinal)).encode(outbox.buffer());
        } catch (ScramException e) {
            refuse(e);
            return;
        }
        passed.run();
    }

    private void refuse(ScramException e) {
        context.metrics().loginsFailed.increment();
        refused.accept(
                e.code() == ErrorCode.INVALID_PASSWORD
                        ? Failure.of(
                                ErrorCode.INVALID_PASSWORD,
                                "password authentication failed for user \"" + user + "\"")
                        : Failure.of(e.code(), String.valueOf(e.getMessage())));
    }
}
