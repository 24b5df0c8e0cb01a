package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.login.KnownSecret;
import io.howdah.wire.Authentication;
import io.howdah.wire.Bytes;
import io.howdah.wire.FrontendMessage.SaslInitialResponse;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.scram.ChannelBinding;
import io.howdah.wire.scram.Scram;
import io.howdah.wire.scram.ScramException;
import io.howdah.wire.scram.ScramServer;
import io.howdah.wire.scram.ScramVerifier;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Lets a client prove its password by SCRAM-SHA-256, bound to the connection where it is encrypted.
 * Confined to the client's loop.
 *
 * <p>A user that does not exist goes through the same steps, with the same text at the end.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sasl-authentication.html">protocol: SASL
 *     authentication</a>
 */
final class ScramLogin implements LoginExchange {
    /** PostgreSQL's {@code PG_MAX_SASL_MESSAGE_LENGTH}. */
    private static final int LIMIT = 1_024;

    private final LoginQuestion question;
    private final Optional<Bytes> endPoint;
    private @Nullable ScramServer server;
    private boolean asked;

    /**
     * @param endPoint what the exchange can be bound to
     */
    ScramLogin(LoginQuestion question, Optional<Bytes> endPoint) {
        this.question = question;
        this.endPoint = endPoint;
        List<String> mechanisms =
                endPoint.isPresent()
                        ? List.of(Scram.MECHANISM_PLUS, Scram.MECHANISM)
                        : List.of(Scram.MECHANISM);
        new Authentication.Sasl(mechanisms).encode(question.outbox().buffer());
    }

    @Override
    public int limit() {
        return LIMIT;
    }

    @Override
    public void receive(ByteBuf body) {
        try {
            if (!asked) {
                asked = true;
                begin(SaslInitialResponse.decode(body));
            } else if (server == null) {
                violation("unexpected SASL response before the server's challenge");
            } else {
                prove(server, Bytes.of(ByteBufUtil.getBytes(body)));
            }
        } catch (ProtocolException e) {
            question.outcome().broken(e.failure());
        }
    }

    private void begin(SaslInitialResponse response) {
        Optional<ChannelBinding> binding = binding(response.mechanism());
        Bytes data = response.data();
        if (binding.isEmpty() || data == null) {
            violation("client selected an invalid SASL authentication mechanism");
            return;
        }
        question.context()
                .logins()
                .secrets()
                .verifier(
                        question.user(),
                        question.known(),
                        question.outbox().loop(),
                        verifier -> challenge(verifier, binding.get(), data));
    }

    private Optional<ChannelBinding> binding(String mechanism) {
        return switch (mechanism) {
            case Scram.MECHANISM ->
                    Optional.of(
                            endPoint.isPresent()
                                    ? new ChannelBinding.Declined()
                                    : new ChannelBinding.None());
            case Scram.MECHANISM_PLUS -> endPoint.map(ChannelBinding.EndPoint::new);
            default -> Optional.empty();
        };
    }

    private void challenge(ScramVerifier verifier, ChannelBinding binding, Bytes clientFirst) {
        ScramServer started = new ScramServer(verifier, question.context().randomness(), binding);
        try {
            new Authentication.SaslContinue(started.serverFirst(clientFirst))
                    .encode(question.outbox().buffer());
            server = started;
        } catch (ScramException e) {
            refuse(e);
        }
    }

    private void prove(ScramServer started, Bytes clientFinal) {
        try {
            Bytes answer = started.serverFinal(clientFinal);
            new Authentication.SaslFinal(answer).encode(question.outbox().buffer());
        } catch (ScramException e) {
            refuse(e);
            return;
        }
        question.context().logins().credentials().learn(question.user(), started.keys());
        question.outcome().proven();
    }

    private void refuse(ScramException e) {
        if (e.code() == ErrorCode.INVALID_PASSWORD) {
            question.outcome().disproven(reason());
        } else {
            question.outcome().broken(Failure.of(e.code(), String.valueOf(e.getMessage())));
        }
    }

    private String reason() {
        return switch (question.known()) {
            case KnownSecret.Scram _, KnownSecret.Clear _ -> "the SCRAM proof is wrong";
            case KnownSecret.Md5 _ ->
                    "User \"" + question.user() + "\" does not have a valid SCRAM secret.";
            case KnownSecret.Nothing _ -> "no password is known";
        };
    }

    private void violation(String what) {
        question.outcome().broken(Failure.of(ErrorCode.PROTOCOL_VIOLATION, what));
    }
}
