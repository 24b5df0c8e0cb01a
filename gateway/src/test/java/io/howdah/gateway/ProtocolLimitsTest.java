package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.Bytes;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.SaslResponse;
import io.howdah.wire.StartupPacket.SslRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

class ProtocolLimitsTest {
    private static final List<String> VIOLATION = List.of("FATAL 08P01");

    private FakePostgres server;
    private GatewayRig rig;

    @BeforeEach
    void start() throws IOException {
        server = FakePostgres.start();
        rig = new GatewayRig.Plan(server.address()).start();
    }

    @AfterEach
    void stop() {
        rig.close();
        server.close();
    }

    /** A start-up packet whose body, what follows the length word, has that size. */
    private static Map<String, String> startup(int bodySize) {
        int fixed = 4 + "user\0me\0database\0test\0application_name\0".length() + 1 + 1;
        return Map.of(
                "user", "me", "database", "test", "application_name", "a".repeat(bodySize - fixed));
    }

    @Test
    void takesAStartupPacketOfTheGreatestSize() throws IOException {
        try (WireClient client = WireClient.open(rig.address())) {
            assertEquals("ready I", client.start(startup(10_000)).untilReady().getLast());
        }
    }

    @Test
    void refusesAStartupPacketThatIsOneByteLonger() throws IOException {
        try (WireClient client = WireClient.open(rig.address())) {
            assertEquals(VIOLATION, client.start(startup(10_001)).untilEnd());
        }
    }

    @Test
    void refusesLengthsThatMakeNoSense() throws IOException {
        for (int length : List.of(-1, 0, 7, 10_005, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
            try (WireClient client = WireClient.open(rig.address())) {
                byte[] packet = ByteBuffer.allocate(8).putInt(length).putInt(196_608).array();
                assertEquals(VIOLATION, client.send(packet).untilEnd(), "length " + length);
            }
        }
        for (int length : List.of(-1, 0, 3, 0x3FFFFFFF, Integer.MIN_VALUE)) {
            try (WireClient client = rig.login("me")) {
                byte[] frame = ByteBuffer.allocate(5).put((byte) 'Q').putInt(length).array();
                assertEquals(VIOLATION, client.send(frame).untilEnd(), "length " + length);
            }
        }
    }

    @Test
    void refusesASmallMessageThatIsLong() throws IOException {
        try (WireClient client = rig.login("me")) {
            byte[] frame = ByteBuffer.allocate(5).put((byte) 'S').putInt(10_001).array();
            assertEquals(VIOLATION, client.send(frame).untilEnd());
        }
    }

    @Test
    void refusesWhatIsNoMessage() throws IOException {
        for (char type : new char[] {0, 'p', 'z', 0xFF}) {
            try (WireClient client = rig.login("me")) {
                assertEquals(
                        VIOLATION, client.send(new byte[] {(byte) type, 0, 0, 0, 4}).untilEnd());
            }
        }
    }

    @Test
    void refusesASecondStartupPacket() throws IOException {
        try (WireClient client = rig.login("me")) {
            assertEquals(VIOLATION, client.start(startup(100)).untilEnd());
        }
    }

    @Test
    void refusesARequestDuringCopyThatBelongsToNone() throws IOException {
        try (WireClient client = rig.login("me")) {
            client.send(new Query("COPY data FROM STDIN"));
            assertEquals("CopyInResponse", Transcripts.next(client));
            assertEquals(VIOLATION, client.send(new Query("SELECT 'me:1'")).untilEnd());
        }
        rig.awaitQuiet();
        assertEquals(1, rig.figure("backends"), "the backend is not lost by it");
    }

    @Test
    void limitsWhatIsSentToLogIn() throws IOException {
        try (GatewayRig scram = withScram()) {
            for (int size : List.of(65_531, 65_532)) {
                try (WireClient client = WireClient.open(scram.address())) {
                    client.start(Map.of("user", "me", "database", "test"));
                    assertEquals("Sasl", Transcripts.next(client));
                    byte[] frame = WireClient.bytes(new SaslResponse(Bytes.of(new byte[size])));
                    List<String> seen = client.send(frame).untilEnd();
                    assertEquals(VIOLATION, seen, "body of " + size);
                }
            }
            try (WireClient client = WireClient.open(scram.address())) {
                client.start(Map.of("user", "me", "database", "test"));
                assertEquals("Sasl", Transcripts.next(client));
                assertEquals(VIOLATION, client.send(new Query("SELECT 'me:1'")).untilEnd());
            }
        }
    }

    private GatewayRig withScram() throws IOException {
        GatewayRig.Plan plan = new GatewayRig.Plan(server.address());
        plan.auth = AuthMethod.SCRAM;
        plan.users = List.of(GatewayRig.Plan.user("me", "secret"));
        return plan.start();
    }

    @Test
    void answersWhatCameWithTheStartupPacket() throws IOException {
        try (WireClient client = WireClient.open(rig.address())) {
            client.start(startup(100)).send(new Query("SELECT 'me:1'"));
            assertEquals("ready I", client.untilReady().getLast());
            assertTrue(client.untilReady().contains("row me:1"));
        }
    }

    @Test
    void saysNoToEncryptionOnceForEachKind() throws IOException {
        try (WireClient client = WireClient.open(rig.address())) {
            assertEquals('N', client.send(new SslRequest()).raw());
            assertEquals("ready I", client.start(startup(100)).untilReady().getLast());
        }
        try (WireClient client = WireClient.open(rig.address())) {
            assertEquals('N', client.send(new SslRequest()).raw());
            assertEquals(VIOLATION, client.send(new SslRequest()).untilEnd());
        }
    }

    @Test
    void keepsServingOthersWhateverNoiseComes() throws IOException {
        long seed = Long.getLong("howdah.seed", 1);
        Randomness random = Randomness.seeded(seed);
        try (WireClient other = rig.login("other")) {
            for (int i = 0; i < 300; i++) {
                byte[] noise = new byte[1 + random.nextInt(200)];
                random.nextBytes(noise);
                try (WireClient client =
                        i % 2 == 0 ? WireClient.open(rig.address()) : rig.login("noisy")) {
                    client.send(noise);
                    client.abort(i % 3 == 0);
                }
                if (i % 10 == 0) {
                    assertTrue(
                            other.query("SELECT 'other:1'").contains("row other:1"),
                            "seed " + seed);
                }
            }
            other.terminate();
        }
        rig.awaitQuiet();
    }
}
