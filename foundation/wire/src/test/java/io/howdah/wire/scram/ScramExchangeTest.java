package io.howdah.wire.scram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.base.error.ErrorCode;
import io.howdah.wire.Bytes;

import org.junit.jupiter.api.Test;

class ScramExchangeTest {
    private static final Bytes SALT = Bytes.hex("000102030405060708090a0b0c0d0e0f");
    private static final ScramKeys KEYS = ScramKeys.derive(Secret.parse("pencil"), SALT, 16);

    private final Randomness random = Randomness.seeded(1);
    private final ScramClient client = new ScramClient(random);
    private final ScramServer server = new ScramServer(KEYS.verifier(), random);

    @Test
    void letsInWhoKnowsThePassword() throws ScramException {
        logIn(client, server, KEYS);
        assertEquals(KEYS, server.keys());
    }

    @Test
    void givesTheServerTheKeysToLogInElsewhere() throws ScramException {
        logIn(client, server, KEYS);
        ScramServer elsewhere = new ScramServer(KEYS.verifier(), random);
        logIn(new ScramClient(random), elsewhere, server.keys());
    }

    private static void logIn(ScramClient client, ScramServer server, ScramKeys keys)
            throws ScramException {
        ScramChallenge challenge = client.challenge(server.serverFirst(client.clientFirst()));
        assertEquals(new ScramChallenge(SALT, 16), challenge);
        client.verify(server.serverFinal(client.clientFinal(keys)));
    }

    @Test
    void refusesAWrongPasswordOnceAndForAll() throws ScramException {
        ScramKeys wrong = ScramKeys.derive(Secret.parse("Pencil"), SALT, 16);
        client.challenge(server.serverFirst(client.clientFirst()));
        Bytes proof = client.clientFinal(wrong);
        assertEquals(
                ErrorCode.INVALID_PASSWORD,
                assertThrows(ScramException.class, () -> server.serverFinal(proof)).code());
        assertThrows(IllegalStateException.class, server::keys);
        assertThrows(IllegalStateException.class, () -> server.serverFinal(proof));
        assertThrows(IllegalStateException.class, () -> server.serverFirst(client.clientFirst()));
    }

    @Test
    void refusesEveryPasswordOfAUserThatDoesNotExist() throws ScramException {
        MockVerifiers mocks = new MockVerifiers(random, 16);
        ScramVerifier mock = mocks.forUser("ghost");
        assertEquals(mock, mocks.forUser("ghost"));
        assertNotEquals(mock.salt(), mocks.forUser("ghosts").salt());
        assertNotEquals(mock.salt(), new MockVerifiers(random, 16).forUser("ghost").salt());
        assertEquals(Scram.SALT, mock.salt().size());
        assertEquals(16, mock.iterations());
        ScramServer mocked = new ScramServer(mock, random);
        client.challenge(mocked.serverFirst(client.clientFirst()));
        ScramKeys keys = ScramKeys.derive(Secret.parse("pencil"), mock.salt(), 16);
        Bytes proof = client.clientFinal(keys);
        assertEquals(
                ErrorCode.INVALID_PASSWORD,
                assertThrows(ScramException.class, () -> mocked.serverFinal(proof)).code());
    }

    @Test
    void refusesAServerThatDoesNotKnowThePassword() throws ScramException {
        client.challenge(server.serverFirst(client.clientFirst()));
        client.clientFinal(KEYS);
        Bytes forged = Bytes.utf8("v=" + "A".repeat(43) + "=");
        assertEquals(
                ErrorCode.INVALID_AUTHORIZATION,
                assertThrows(ScramException.class, () -> client.verify(forged)).code());
        ScramException refused =
                assertThrows(
                        ScramException.class, () -> client.verify(Bytes.utf8("e=other-error")));
        assertTrue(String.valueOf(refused.getMessage()).contains("other-error"));
    }

    @Test
    void refusesKeysForAnotherChallenge() throws ScramException {
        client.challenge(server.serverFirst(client.clientFirst()));
        ScramKeys other = ScramKeys.derive(Secret.parse("pencil"), SALT, 17);
        assertThrows(IllegalArgumentException.class, () -> client.clientFinal(other));
    }

    @Test
    void refusesStepsOutOfOrder() {
        assertThrows(IllegalStateException.class, () -> server.serverFinal(Bytes.utf8("c=biws")));
        assertThrows(IllegalStateException.class, () -> client.clientFinal(KEYS));
        assertThrows(IllegalStateException.class, () -> client.verify(Bytes.utf8("v=AA==")));
    }

    @Test
    void drawsANewNonceEachTime() {
        assertNotEquals(client.clientFirst(), new ScramClient(random).clientFirst());
        assertEquals("n,,n=,r=".length() + 24, client.clientFirst().size());
    }
}
