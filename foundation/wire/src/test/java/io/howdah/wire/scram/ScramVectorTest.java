package io.howdah.wire.scram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.Secret;
import io.howdah.wire.Bytes;

import org.junit.jupiter.api.Test;

/** The exchange that RFC 7677 shows, from both sides. */
class ScramVectorTest {
    private static final Secret PASSWORD = Secret.parse("pencil");
    private static final String CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String NONCE = CLIENT_NONCE + SERVER_NONCE;
    private static final Bytes CLIENT_FIRST = Bytes.utf8("n,,n=user,r=" + CLIENT_NONCE);
    private static final Bytes SERVER_FIRST =
            Bytes.utf8("r=" + NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
    private static final Bytes CLIENT_FINAL =
            Bytes.utf8("c=biws,r=" + NONCE + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    private static final Bytes SERVER_FINAL =
            Bytes.utf8("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");

    @Test
    void clientSaysWhatTheRfcSays() throws ScramException {
        ScramClient client = new ScramClient("user", CLIENT_NONCE);
        assertEquals(CLIENT_FIRST.utf8(), client.clientFirst().utf8());
        ScramChallenge challenge = client.challenge(SERVER_FIRST);
        ScramKeys keys = ScramKeys.derive(PASSWORD, challenge.salt(), challenge.iterations());
        assertEquals(CLIENT_FINAL.utf8(), client.clientFinal(keys).utf8());
        client.verify(SERVER_FINAL);
    }

    @Test
    void serverSaysWhatTheRfcSays() throws ScramException {
        ScramServer server =
                new ScramServer(ScramVerifier.derive(PASSWORD, salt(), 4096), SERVER_NONCE);
        assertEquals(SERVER_FIRST.utf8(), server.serverFirst(CLIENT_FIRST).utf8());
        assertEquals(SERVER_FINAL.utf8(), server.serverFinal(CLIENT_FINAL).utf8());
        assertEquals(ScramKeys.derive(PASSWORD, salt(), 4096), server.keys());
    }

    private static Bytes salt() throws ScramException {
        return new ScramClient("user", CLIENT_NONCE).challenge(SERVER_FIRST).salt();
    }
}
