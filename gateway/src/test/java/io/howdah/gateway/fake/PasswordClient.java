package io.howdah.gateway.fake;

import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.wire.Authentication;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.FrontendMessage.PasswordMessage;
import io.howdah.wire.FrontendMessage.SaslInitialResponse;
import io.howdah.wire.FrontendMessage.SaslResponse;
import io.howdah.wire.Md5Secret;
import io.howdah.wire.scram.Scram;
import io.howdah.wire.scram.ScramChallenge;
import io.howdah.wire.scram.ScramClient;
import io.howdah.wire.scram.ScramException;
import io.howdah.wire.scram.ScramKeys;

import java.io.IOException;
import java.util.Map;

/** Logs in with a password, by whatever method it is asked for. */
public final class PasswordClient {
    private PasswordClient() {}

    /**
     * Opens a connection and tries.
     *
     * @return the method that was asked for, and how it ended: {@code scram ready}, {@code md5
     *     28P01 password authentication failed …}
     */
    public static String tryLogin(HostPort address, String user, String password)
            throws IOException {
        try (WireClient client = WireClient.open(address)) {
            client.start(Map.of("user", user, "database", "test"));
            return answer(client, user, Secret.parse(password));
        }
    }

    /** Answers what is asked for on a connection whose start-up packet has been sent. */
    public static String answer(WireClient client, String user, Secret password)
            throws IOException {
        String method = "trust";
        ScramClient scram = new ScramClient(Randomness.secure());
        for (BackendMessage message = client.read(); message != null; message = client.read()) {
            switch (message) {
                case Authentication.CleartextPassword() -> {
                    method = "password";
                    client.send(new PasswordMessage(password));
                }
                case Authentication.Md5Password(var salt) -> {
                    method = "md5";
                    Secret answer = Md5Secret.of(password, user).answer(salt);
                    client.send(new PasswordMessage(answer));
                }
                case Authentication.Sasl _ -> {
                    method = "scram";
                    client.send(new SaslInitialResponse(Scram.MECHANISM, scram.clientFirst()));
                }
                case Authentication.SaslContinue(var data) ->
                        client.send(
                                new SaslResponse(scram.clientFinal(keys(scram, data, password))));
                case ErrorResponse(var fields) -> {
                    return method + " " + fields.sqlState() + " " + fields.message();
                }
                case ReadyForQuery _ -> {
                    return method + " ready";
                }
                default -> {}
            }
        }
        return method + " end";
    }

    private static ScramKeys keys(ScramClient scram, io.howdah.wire.Bytes data, Secret password)
            throws IOException {
        try {
            ScramChallenge challenge = scram.challenge(data);
            return ScramKeys.derive(password, challenge.salt(), challenge.iterations());
        } catch (ScramException e) {
            throw new IOException(e);
        }
    }
}
