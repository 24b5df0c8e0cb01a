package io.howdah.it.parity;

import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.wire.Authentication;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.Bytes;
import io.howdah.wire.FrontendMessage.SaslInitialResponse;
import io.howdah.wire.FrontendMessage.SaslResponse;
import io.howdah.wire.scram.ScramChallenge;
import io.howdah.wire.scram.ScramClient;
import io.howdah.wire.scram.ScramException;
import io.howdah.wire.scram.ScramKeys;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens sessions in one database, as the user that every test server has. One thread. */
final class Login {
    private static final String MECHANISM = "SCRAM-SHA-256";

    private final String database;
    private final int timeoutMillis;

    /** Deriving them takes milliseconds; a server asks for the same ones again and again. */
    private final Map<ScramChallenge, ScramKeys> keys = new HashMap<>();

    Login(String database, int timeoutMillis) {
        this.database = database;
        this.timeoutMillis = timeoutMillis;
    }

    /** A session, and what the server said of it after it had let the client in. */
    record Session(RawClient client, List<BackendMessage> greeting) {}

    /**
     * Opens a session.
     *
     * @param parameters of the start-up packet; may name another user or database
     */
    Session open(HostPort address, Map<String, String> parameters, int patienceMillis)
            throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("user", EmbeddedCluster.USER);
        all.put("database", database);
        all.putAll(parameters);
        RawClient client = RawClient.start(address, all, patienceMillis);
        return new Session(client, greeting(client));
    }

    /** A session that nothing is special about. */
    RawClient open(HostPort address) throws IOException {
        return open(address, Map.of(), timeoutMillis).client();
    }

    private List<BackendMessage> greeting(RawClient client) throws IOException {
        ScramClient scram = new ScramClient(Randomness.secure());
        List<BackendMessage> greeting = new ArrayList<>();
        while (true) {
            BackendMessage message = client.read();
            switch (message) {
                case null -> {
                    return greeting;
                }
                case Authentication.Sasl _ ->
                        client.send(
                                List.of(new SaslInitialResponse(MECHANISM, scram.clientFirst())));
                case Authentication.SaslContinue(Bytes data) ->
                        client.send(List.of(new SaslResponse(proof(scram, data))));
                case Authentication _ -> {}
                default -> greeting.add(message);
            }
            if (message instanceof ReadyForQuery || message instanceof ErrorResponse) {
                return greeting;
            }
        }
    }

    private Bytes proof(ScramClient scram, Bytes data) throws IOException {
        try {
            return scram.clientFinal(keys.computeIfAbsent(scram.challenge(data), Login::derive));
        } catch (ScramException e) {
            throw new IOException(e);
        }
    }

    private static ScramKeys derive(ScramChallenge challenge) {
        return ScramKeys.derive(
                Secret.parse(EmbeddedCluster.PASSWORD), challenge.salt(), challenge.iterations());
    }
}
