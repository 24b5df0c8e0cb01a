package io.howdah.gateway.internal.client;

import io.howdah.base.Secret;
import io.howdah.gateway.internal.login.KnownSecret;
import io.howdah.wire.Authentication;
import io.howdah.wire.Bytes;
import io.howdah.wire.FrontendMessage.PasswordMessage;
import io.howdah.wire.Md5Secret;
import io.howdah.wire.ProtocolException;
import io.netty.buffer.ByteBuf;

/**
 * Asks for an MD5 hash of the password and a salt. Confined to the client's loop.
 *
 * <p>A user that does not exist is asked, too, and compared with a hash that nobody can know.
 */
final class Md5Login implements LoginExchange {
    private static final int LIMIT = 1_024;
    private static final int SALT = 4;
    private static final int NOBODYS = 32;

    private final LoginQuestion question;
    private final Bytes salt;

    Md5Login(LoginQuestion question) {
        this.question = question;
        byte[] bytes = new byte[SALT];
        question.context().randomness().nextBytes(bytes);
        this.salt = Bytes.of(bytes);
        new Authentication.Md5Password(salt).encode(question.outbox().buffer());
    }

    @Override
    public int limit() {
        return LIMIT;
    }

    @Override
    public void receive(ByteBuf body) {
        Secret answer;
        try {
            answer = PasswordMessage.decode(body).password();
        } catch (ProtocolException e) {
            question.outcome().broken(e.failure());
            return;
        }
        Md5Secret secret = secret();
        if (!secret.accepts(salt, answer)) {
            question.outcome()
                    .disproven(
                            question.known().servesMd5()
                                    ? "the MD5 answer is wrong"
                                    : "no password is known that MD5 could be checked with");
            return;
        }
        question.context().logins().credentials().learn(question.user(), secret);
        question.outcome().proven();
    }

    private Md5Secret secret() {
        return switch (question.known()) {
            case KnownSecret.Md5(var own) -> own;
            case KnownSecret.Clear(var password, var _) -> Md5Secret.of(password, question.user());
            case KnownSecret.Scram _, KnownSecret.Nothing _ -> {
                byte[] unknown = new byte[NOBODYS];
                question.context().randomness().nextBytes(unknown);
                yield Md5Secret.of(Secret.parse(Bytes.of(unknown).toString()), question.user());
            }
        };
    }
}
