package io.howdah.wire.scram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.base.error.ErrorCode;
import io.howdah.wire.Bytes;

import org.junit.jupiter.api.Test;

class ChannelBindingTest {
    private static final Bytes SALT = Bytes.hex("000102030405060708090a0b0c0d0e0f");
    private static final ScramKeys KEYS = ScramKeys.derive(Secret.parse("pencil"), SALT, 16);
    private static final ChannelBinding HERE = new ChannelBinding.EndPoint(Bytes.hex("0102ff"));
    private static final ChannelBinding ELSEWHERE =
            new ChannelBinding.EndPoint(Bytes.hex("0102fe"));

    private final Randomness random = Randomness.seeded(1);

    private void logIn(ChannelBinding clients, ChannelBinding servers) throws ScramException {
        ScramClient client = new ScramClient(random, clients);
        ScramServer server = new ScramServer(KEYS.verifier(), random, servers);
        client.challenge(server.serverFirst(client.clientFirst()));
        client.verify(server.serverFinal(client.clientFinal(KEYS)));
    }

    private void refuses(ErrorCode code, ChannelBinding clients, ChannelBinding servers) {
        assertEquals(
                code,
                assertThrows(ScramException.class, () -> logIn(clients, servers)).code(),
                clients + " against " + servers);
    }

    @Test
    void bindsToTheSameCertificate() throws ScramException {
        logIn(HERE, HERE);
        assertEquals("SCRAM-SHA-256-PLUS", HERE.mechanism());
    }

    @Test
    void refusesAnotherCertificate() {
        refuses(ErrorCode.INVALID_AUTHORIZATION, HERE, ELSEWHERE);
    }

    @Test
    void logsInUnboundWhereOneSideCannotBind() throws ScramException {
        logIn(new ChannelBinding.None(), new ChannelBinding.None());
        logIn(new ChannelBinding.None(), new ChannelBinding.Declined());
        logIn(new ChannelBinding.Declined(), new ChannelBinding.None());
    }

    @Test
    void noticesThatTheOfferWasTakenAwayOnTheWay() {
        refuses(
                ErrorCode.INVALID_AUTHORIZATION,
                new ChannelBinding.Declined(),
                new ChannelBinding.Declined());
    }

    @Test
    void refusesAFlagThatDoesNotFitTheMechanism() {
        refuses(ErrorCode.PROTOCOL_VIOLATION, HERE, new ChannelBinding.None());
        refuses(ErrorCode.PROTOCOL_VIOLATION, HERE, new ChannelBinding.Declined());
        refuses(ErrorCode.PROTOCOL_VIOLATION, new ChannelBinding.None(), HERE);
        refuses(ErrorCode.PROTOCOL_VIOLATION, new ChannelBinding.Declined(), HERE);
    }

    @Test
    void refusesAnotherTypeOfBinding() {
        ScramServer server = new ScramServer(KEYS.verifier(), random, HERE);
        Bytes first = Bytes.utf8("p=tls-unique,,n=,r=abc");
        assertEquals(
                ErrorCode.PROTOCOL_VIOLATION,
                assertThrows(ScramException.class, () -> server.serverFirst(first)).code());
    }
}
