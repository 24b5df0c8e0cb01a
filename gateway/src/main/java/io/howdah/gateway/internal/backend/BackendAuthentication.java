package io.howdah.gateway.internal.backend;

import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.gateway.internal.login.Credentials;
import io.howdah.gateway.internal.login.KeyDerivation;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.tls.ConnectionSecurity;
import io.howdah.wire.Authentication;
import io.howdah.wire.Bytes;
import io.howdah.wire.FrontendMessage.PasswordMessage;
import io.howdah.wire.FrontendMessage.SaslInitialResponse;
import io.howdah.wire.FrontendMessage.SaslResponse;
import io.howdah.wire.Md5Secret;
import io.howdah.wire.Message;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.scram.ChannelBinding;
import io.howdah.wire.scram.Scram;
import io.howdah.wire.scram.ScramChallenge;
import io.howdah.wire.scram.ScramClient;
import io.howdah.wire.scram.ScramException;
import io.howdah.wire.scram.ScramKeys;
import io.netty.channel.Channel;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers what PostgreSQL asks of whoever logs in. Confined to the connection's loop.
 *
 * <p>Without a password in clear it uses the keys that a client of this user has shown at log-in:
 * they open every server that holds the same secret.
 */
final class BackendAuthentication {
    /** How PostgreSQL is answered. */
    interface Peer {
        void send(Message message);

        /** Ends the log-in; {@code what} goes on after "the server". */
        void fail(String what);
    }

    private final Channel channel;
    private final Loop loop;
    private final Credentials.Own own;
    private final KeyDerivation derivation;
    private final Randomness randomness;
    private final Peer peer;
    private @Nullable ScramClient scram;
    private boolean verified;

    BackendAuthentication(
            Channel channel,
            Loop loop,
            Credentials.Own own,
            KeyDerivation derivation,
            Randomness randomness,
            Peer peer) {
        this.channel = channel;
        this.loop = loop;
        this.own = own;
        this.derivation = derivation;
        this.randomness = randomness;
        this.peer = peer;
    }

    void take(Authentication request) throws ScramException, ProtocolException {
        switch (request) {
            case Authentication.Ok() -> {
                if (scram != null && !verified) {
                    peer.fail("let Howdah in without having proven itself");
                }
            }
            case Authentication.CleartextPassword() -> sendPassword();
            case Authentication.Md5Password(Bytes salt) -> sendMd5(salt);
            case Authentication.Sasl(var mechanisms) -> beginScram(mechanisms);
            case Authentication.SaslContinue(Bytes data) -> {
                ScramClient client = scram();
                ScramChallenge challenge = client.challenge(data);
                keys(challenge, keys -> peer.send(new SaslResponse(client.clientFinal(keys))));
            }
            case Authentication.SaslFinal(Bytes data) -> {
                scram().verify(data);
                verified = true;
            }
            case Authentication.Unsupported(int code, var _) ->
                    peer.fail("asks for a log-in method that Howdah does not speak: " + code);
        }
    }

    private void sendPassword() {
        if (own.password().isEmpty()) {
            peer.fail("asks for the password, which is not known in clear for this user");
        } else if (isPrivate()) {
            peer.send(new PasswordMessage(own.password().get()));
        } else {
            peer.fail("asks for the password in clear, over a connection that others can read");
        }
    }

    private boolean isPrivate() {
        ConnectionSecurity security = ConnectionSecurity.of(channel);
        return security.isEncrypted()
                || security.isLocal()
                || (channel.remoteAddress() instanceof InetSocketAddress address
                        && address.getAddress().isLoopbackAddress());
    }

    private void sendMd5(Bytes salt) {
        Optional<Md5Secret> md5 = own.md5();
        if (md5.isPresent()) {
            peer.send(new PasswordMessage(md5.get().answer(salt)));
        } else {
            peer.fail("asks for an MD5 answer, and neither password nor hash is known");
        }
    }

    private void beginScram(List<String> mechanisms) {
        if (own.password().isEmpty() && own.keys().isEmpty()) {
            peer.fail("asks for a password, and none is known in clear for this user");
            return;
        }
        ChannelBinding binding = binding(mechanisms);
        if (!mechanisms.contains(binding.mechanism())) {
            peer.fail("offers only " + mechanisms + " to log in; Howdah speaks SCRAM-SHA-256");
            return;
        }
        ScramClient client = new ScramClient(randomness, binding);
        scram = client;
        peer.send(new SaslInitialResponse(binding.mechanism(), client.clientFirst()));
    }

    private ChannelBinding binding(List<String> mechanisms) {
        Optional<Bytes> endPoint = ConnectionSecurity.of(channel).serverEndPoint();
        if (endPoint.isEmpty()) {
            return new ChannelBinding.None();
        }
        return mechanisms.contains(Scram.MECHANISM_PLUS)
                ? new ChannelBinding.EndPoint(endPoint.get())
                : new ChannelBinding.Declined();
    }

    private void keys(ScramChallenge challenge, Consumer<ScramKeys> receiver) {
        Optional<Secret> password = own.password();
        if (password.isPresent()) {
            derivation.keys(password.get(), challenge, loop, receiver);
            return;
        }
        Optional<ScramKeys> shown = own.keys().filter(keys -> keys.fits(challenge));
        if (shown.isPresent()) {
            receiver.accept(shown.get());
        } else {
            peer.fail("has another SCRAM secret than the one that the client's log-in has opened");
        }
    }

    private ScramClient scram() throws ProtocolException {
        if (scram == null) {
            throw new ProtocolException("SCRAM message without a start");
        }
        return scram;
    }
}
