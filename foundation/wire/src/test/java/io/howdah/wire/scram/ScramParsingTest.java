package io.howdah.wire.scram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Secret;
import io.howdah.base.error.ErrorCode;
import io.howdah.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each side takes of the other's messages, and what not. */
class ScramParsingTest {
    private static final ScramVerifier VERIFIER =
            ScramVerifier.derive(Secret.parse("pencil"), Bytes.utf8("salt"), 1);
    private static final String PROOF = "A".repeat(43) + "=";

    private final ScramServer server = new ScramServer(VERIFIER, "server");
    private final ScramClient client = new ScramClient("", "client");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n,,n=,r=client",
                "y,,n=,r=client",
                "n,,n=ann,r=client",
                "n,,n=a=2Cb,r=client",
                "n,,n==,r=client",
                "n,,n=\u00E9,r=client",
                "n,,n=*,r=client,x=extension,Y=",
            })
    void serverTakesWhatPostgresqlTakes(String message) throws ScramException {
        assertEquals(
                "r=clientserver,s=c2FsdA==,i=1", server.serverFirst(Bytes.utf8(message)).utf8());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,",
                "n,,",
                "n,,n=",
                "n,,n=,",
                "n,,n=,r",
                "n,,n=,r=",
                "n,,n=,r=client,",
                "n,,n=,r=client,x",
                "n,,n=,r=client,1=x",
                "n,,n=,r=client,[=x",
                "n,,n=,r=cli ent",
                "n,,n=,r=cli\u0000ent",
                "n,,n=,r=cli\u007Fent",
                "n,,n=,r=cli\u00E9nt",
                "n,,r=client",
                "n,,r=client,n=",
                "n,,N=,r=client",
                ",,n=,r=client",
                "N,,n=,r=client",
                "x,,n=,r=client",
                "p=tls-unique,,n=,r=client",
                "n=,r=client",
                "n,,n=,r=client\n"
            })
    void serverRefusesAMalformedFirstMessage(String message) {
        ScramException e =
                assertThrows(ScramException.class, () -> server.serverFirst(Bytes.utf8(message)));
        assertEquals(ErrorCode.PROTOCOL_VIOLATION, e.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"n,a=ann,n=,r=client", "n,,m=x,n=,r=client"})
    void serverRefusesPartsOfScramThatItDoesNotSpeak(String message) {
        ScramException e =
                assertThrows(ScramException.class, () -> server.serverFirst(Bytes.utf8(message)));
        assertEquals(ErrorCode.FEATURE_NOT_SUPPORTED, e.code());
    }

    @Test
    void serverRefusesANonceAboveTheLimit() throws ScramException {
        server.serverFirst(Bytes.utf8("n,,n=,r=" + "x".repeat(Scram.MAX_NONCE)));
        ScramServer other = new ScramServer(VERIFIER, "server");
        Bytes longer = Bytes.utf8("n,,n=,r=" + "x".repeat(Scram.MAX_NONCE + 1));
        assertThrows(ScramException.class, () -> other.serverFirst(longer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c=biws,r=clientserver,p=", "c=biws,r=clientserver,x=y,p="})
    void serverFindsTheProofOfAWellFormedLastMessageWrong(String message) throws ScramException {
        server.serverFirst(Bytes.utf8("n,,n=,r=client"));
        ScramException e =
                assertThrows(
                        ScramException.class,
                        () -> server.serverFinal(Bytes.utf8(message + PROOF)));
        assertEquals(ErrorCode.INVALID_PASSWORD, e.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c=biws",
                "c=biws,r=clientserver",
                "c=biws,r=clientserver,p",
                "c=biws,r=clientserver,p=",
                "c=biws,r=clientserver,p=AAAA",
                "c=biws,r=clientserver,p=%s,",
                "c=biws,r=clientserver,p=%s,x=y",
                "c=biws,r=clientserver,x,p=%s",
                "c=biws,r=clientserve,p=%s",
                "c=biws,r=clientserverX,p=%s",
                "c=biws,r=client,p=%s",
                "c=eSws,r=clientserver,p=%s",
                "c=biw,r=clientserver,p=%s",
                "c=,r=clientserver,p=%s",
                "r=clientserver,c=biws,p=%s",
                "c=biws,r=clientserver,p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=",
                "c=biws,r=clientserver,p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "c=biws,r=clientserver,p=!AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void serverRefusesAMalformedLastMessage(String message) throws ScramException {
        server.serverFirst(Bytes.utf8("n,,n=,r=client"));
        Bytes last = Bytes.utf8(message.replace("%s", PROOF));
        ScramException e = assertThrows(ScramException.class, () -> server.serverFinal(last));
        assertEquals(ErrorCode.PROTOCOL_VIOLATION, e.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r=clientX,s=c2FsdA==,i=1",
                "r=clientX,s=c2FsdA==,i=1000000",
                "r=clientX,s=c2FsdA==,i=4096,x=y",
            })
    void clientTakesAChallenge(String message) throws ScramException {
        assertEquals(Bytes.utf8("salt"), client.challenge(Bytes.utf8(message)).salt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r=clientX",
                "r=clientX,s=c2FsdA==",
                "r=client,s=c2FsdA==,i=1",
                "r=clienX,s=c2FsdA==,i=1",
                "r=Xclient,s=c2FsdA==,i=1",
                "r=clientX,s=,i=1",
                "r=clientX,s=c2FsdA,i=1",
                "r=clientX,s=c2FsdA=,i=1",
                "r=clientX,s=c2FsdB==,i=1",
                "r=clientX,s=c2 sdA==,i=1",
                "r=clientX,i=1,s=c2FsdA==",
                "r=clientX,s=c2FsdA==,i=",
                "r=clientX,s=c2FsdA==,i=0",
                "r=clientX,s=c2FsdA==,i=01",
                "r=clientX,s=c2FsdA==,i=-1",
                "r=clientX,s=c2FsdA==,i=+1",
                "r=clientX,s=c2FsdA==,i=1 ",
                "r=clientX,s=c2FsdA==,i=\u0661",
                "r=clientX,s=c2FsdA==,i=1000001",
                "r=clientX,s=c2FsdA==,i=4294967297",
                "r=clientX,s=c2FsdA==,i=18446744073709551617",
                "r=clientX,s=c2FsdA==,i=1,",
                "m=x,r=clientX,s=c2FsdA==,i=1",
                "e=other-error"
            })
    void clientRefusesAMalformedChallenge(String message) {
        ScramException e =
                assertThrows(ScramException.class, () -> client.challenge(Bytes.utf8(message)));
        assertEquals(ErrorCode.PROTOCOL_VIOLATION, e.code());
    }

    @Test
    void clientRefusesASaltAboveTheLimit() {
        Bytes message = Bytes.utf8("r=clientX,s=" + "AAAA".repeat(342) + ",i=1");
        ScramException e = assertThrows(ScramException.class, () -> client.challenge(message));
        assertTrue(String.valueOf(e.getMessage()).contains("1026 bytes of salt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v", "v=", "v=AAAA,", "v=A", "x=AAAA", "v=AAAA,v"})
    void clientRefusesAMalformedOutcome(String message) throws ScramException {
        ScramChallenge challenge = client.challenge(Bytes.utf8("r=clientX,s=c2FsdA==,i=1"));
        client.clientFinal(
                ScramKeys.derive(Secret.parse("x"), challenge.salt(), challenge.iterations()));
        assertThrows(ScramException.class, () -> client.verify(Bytes.utf8(message)));
    }
}
