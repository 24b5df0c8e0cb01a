package io.howdah.wire.scram;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.wire.Bytes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

/** Whatever a peer sends, the answer is a message or a ScramException, and never a way in. */
class ScramFuzzTest {
    private static final int ROUNDS = 5_000;
    private static final String NASTY = "=,nypcrsieva\0 A1/+";
    private static final ScramKeys KEYS =
            ScramKeys.derive(Secret.parse("pencil"), Bytes.utf8("salt"), 2);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void survivesMutatedMessages(long seed) {
        Randomness random = Randomness.seeded(seed);
        for (int round = 0; round < ROUNDS; round++) {
            try {
                exchange(random, random.nextInt(4));
            } catch (ScramException expected) {
                assertNotEquals("", expected.getMessage());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    /** One log-in of which one message is changed on its way. */
    private static void exchange(Randomness random, int changed) throws ScramException {
        ScramClient client = new ScramClient(random);
        ScramServer server = new ScramServer(KEYS.verifier(), random);
        Bytes clientFirst = pass(client.clientFirst(), changed == 0, random);
        Bytes serverFirst = pass(server.serverFirst(clientFirst), changed == 1, random);
        ScramChallenge challenge = client.challenge(serverFirst);
        if (!KEYS.fits(challenge)) {
            return;
        }
        Bytes clientFinal = pass(client.clientFinal(KEYS), changed == 2, random);
        client.verify(pass(server.serverFinal(clientFinal), changed == 3, random));
        throw new AssertionError("a changed message got through");
    }

    private static Bytes pass(Bytes message, boolean change, Randomness random) {
        Bytes result = message;
        while (change && result.equals(message)) {
            result = mutate(message.toArray(), random);
        }
        return result;
    }

    private static Bytes mutate(byte[] original, Randomness random) {
        byte[] body = original.clone();
        int at = random.nextInt(body.length);
        switch (random.nextInt(5)) {
            case 0 -> body[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> body[at] = (byte) NASTY.charAt(random.nextInt(NASTY.length()));
            case 2 -> body = Arrays.copyOf(body, at);
            case 3 -> body = Arrays.copyOf(body, body.length + 1 + random.nextInt(3));
            default -> body = Arrays.copyOfRange(body, at, body.length + random.nextInt(2));
        }
        return Bytes.of(body);
    }
}
