package io.howdah.gateway.internal.client;

import io.howdah.base.Secret;
import io.howdah.gateway.internal.login.KnownSecret;
import io.howdah.wire.Authentication;
import io.howdah.wire.FrontendMessage.PasswordMessage;
import io.howdah.wire.FrontendType;
import io.howdah.wire.Md5Secret;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.scram.ScramChallenge;
import io.howdah.wire.scram.ScramKeys;
import io.howdah.wire.scram.ScramVerifier;
import io.netty.buffer.ByteBuf;

/**
 * Asks for the password as it is. Confined to the client's loop.
 *
 * <p>Whatever is known of it, the time of one key derivation passes before the answer.
 */
final class PasswordLogin implements LoginExchange {
    private final LoginQuestion question;
    private boolean answered;

    PasswordLogin(LoginQuestion question) {
        this.question = question;
        new Authentication.CleartextPassword().encode(question.outbox().buffer());
    }

    @Override
    public int limit() {
        return FrontendType.AUTHENTICATION_LIMIT;
    }

    @Override
    public void receive(ByteBuf body) {
        try {
            Secret password = PasswordMessage.decode(body).password();
            if (!answered && !password.reveal().isEmpty()) {
                answered = true;
                check(password);
            } else {
                question.outcome().disproven("the password is empty, or came twice");
            }
        } catch (ProtocolException e) {
            question.outcome().broken(e.failure());
        }
    }

    private void check(Secret password) {
        question.context()
                .logins()
                .secrets()
                .verifier(
                        question.user(),
                        question.known(),
                        question.outbox().loop(),
                        verifier -> derive(password, verifier));
    }

    private void derive(Secret password, ScramVerifier verifier) {
        question.context()
                .derivation()
                .keys(
                        password,
                        new ScramChallenge(verifier.salt(), verifier.iterations()),
                        question.outbox().loop(),
                        keys -> compare(password, keys, verifier));
    }

    private void compare(Secret password, ScramKeys keys, ScramVerifier verifier) {
        boolean right = keys.verifier().equals(verifier);
        if (question.known() instanceof KnownSecret.Md5(Md5Secret secret)) {
            right = secret.isOf(password, question.user());
            if (right) {
                question.context().logins().credentials().learn(question.user(), secret);
            }
        } else if (right) {
            question.context().logins().credentials().learn(question.user(), keys);
        }
        if (right) {
            question.outcome().proven();
        } else {
            question.outcome().disproven("the password is wrong, or none is known");
        }
    }
}
