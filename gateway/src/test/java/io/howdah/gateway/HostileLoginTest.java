package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.PasswordClient;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.Bytes;
import io.howdah.wire.CancelKey;
import io.howdah.wire.FrontendMessage.PasswordMessage;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.SaslInitialResponse;
import io.howdah.wire.FrontendMessage.SaslResponse;
import io.howdah.wire.ProtocolVersion;
import io.howdah.wire.StartupPacket;
import io.howdah.wire.StartupPacket.CancelRequest;
import io.howdah.wire.StartupPacket.SslRequest;
import io.howdah.wire.StartupPacket.Startup;
import io.howdah.wire.scram.Scram;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who means harm before having logged in harms nobody. {@code -Dhowdah.seed=N} runs that seed. */
class HostileLoginTest {
    private static final long SEED = Long.getLong("howdah.seed", 1);
    private static final int ROUNDS = 1_500;

    private final FakePostgres server = FakePostgres.start();
    private final GatewayRig rig = start();
    private long files;

    private GatewayRig start() {
        GatewayRig.Plan plan = new GatewayRig.Plan(server.address());
        plan.auth = AuthMethod.SCRAM;
        plan.hba = Optional.of("host all friend all trust\nhost all all all md5");
        plan.loginTimeout = Duration.ofMillis(700);
        plan.users =
                List.of(GatewayRig.Plan.user("me", "secret"), GatewayRig.Plan.user("friend", "x"));
        try {
            return plan.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void count() throws IOException {
        rig.login("friend").close();
        rig.awaitQuiet();
        files = openFiles();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertEquals("md5 ready", PasswordClient.tryLogin(rig.address(), "me", "secret"));
        rig.awaitQuiet();
        GatewayRig.await("no log-in is left", () -> rig.figure("logins") == 0);
        GatewayRig.await("no file is left open", () -> openFiles() <= files + 4);
        rig.close();
        server.close();
    }

    private static long openFiles() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            return 0; // not on Linux
        }
    }

    private static byte[] bytes(StartupPacket packet) {
        ByteBuf buffer = Unpooled.buffer();
        packet.encode(buffer);
        return ByteBufUtil.getBytes(buffer);
    }

    private static byte[] startup(String user) {
        LinkedHashMap<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", user);
        parameters.put("database", "test");
        return bytes(new Startup(ProtocolVersion.V3_2, parameters));
    }

    private static List<byte[]> seeds() {
        Bytes first = Bytes.utf8("n,,n=,r=abcdefghijkl");
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(startup("me"));
        seeds.add(bytes(new SslRequest()));
        seeds.add(bytes(new CancelRequest(new CancelKey(1, Bytes.utf8("abcd")))));
        seeds.add(WireClient.bytes(new SaslInitialResponse(Scram.MECHANISM, first)));
        seeds.add(WireClient.bytes(new SaslInitialResponse(Scram.MECHANISM_PLUS, first)));
        seeds.add(WireClient.bytes(new SaslResponse(Bytes.utf8("c=biws,r=abc,p=AAAA"))));
        seeds.add(WireClient.bytes(new PasswordMessage(Secret.parse("secret"))));
        return seeds;
    }

    private static byte[] spoil(byte[] original, Randomness random) {
        byte[] spoilt = original.clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
        }
        int length = random.nextInt(3) == 0 ? random.nextInt(spoilt.length + 1) : spoilt.length;
        return java.util.Arrays.copyOf(spoilt, length);
    }

    @Test
    void survivesSpoiltMessagesInAnyOrder() throws IOException {
        Randomness random = Randomness.seeded(SEED);
        List<byte[]> seeds = seeds();
        try (WireClient friend = rig.login("friend")) {
            for (int i = 0; i < ROUNDS; i++) {
                try (WireClient client = WireClient.open(rig.address())) {
                    if (random.nextBoolean()) {
                        client.send(startup(random.nextBoolean() ? "me" : "nobody"));
                    }
                    for (int j = random.nextInt(4); j >= 0; j--) {
                        client.send(spoil(seeds.get(random.nextInt(seeds.size())), random));
                    }
                    client.abort(random.nextBoolean());
                } catch (IOException e) {
                    continue; // it was cut off, which is right
                }
                if (i % 50 == 0) {
                    assertTrue(
                            friend.query("SELECT 'friend:1'").contains("row friend:1"),
                            "seed " + SEED);
                }
            }
            friend.terminate();
        }
    }

    @Test
    void cutsOffWhoLogsInAByteAtATime() throws IOException {
        byte[] packet = startup("me");
        try (WireClient slow = WireClient.open(rig.address());
                WireClient silent = WireClient.open(rig.address())) {
            for (int i = 0; i < packet.length / 2; i++) {
                slow.send(new byte[] {packet[i]});
            }
            assertEquals(List.of("FATAL 08P01"), slow.untilEnd());
            assertEquals(List.of("FATAL 08P01"), silent.untilEnd());
        }
    }

    @Test
    void refusesAnOversizedAnswerBeforeItHasCome() throws IOException {
        try (WireClient client = WireClient.open(rig.address())) {
            client.send(startup("me"));
            assertEquals("Md5Password", Transcripts.next(client));
            client.send(new byte[] {'p', 0, 0, 4, 1});
            assertEquals(List.of("FATAL 08P01"), client.untilEnd());
        }
    }

    @Test
    void refusesAPasswordBeforeItIsAskedFor() throws IOException {
        try (WireClient client = WireClient.open(rig.address())) {
            client.send(WireClient.bytes(new PasswordMessage(Secret.parse("secret"))));
            assertEquals(List.of("FATAL 08P01"), client.untilEnd());
        }
    }

    @Test
    void ignoresAReplayedCancelKey() throws IOException {
        CancelKey old;
        try (WireClient gone = rig.login("friend")) {
            old = gone.key();
            gone.terminate();
        }
        rig.awaitQuiet();
        try (WireClient friend = rig.login("friend")) {
            friend.send(new Query("SELECT 'friend:1' FROM pg_sleep(1)"));
            for (int id : List.of(old.processId(), friend.key().processId())) {
                try (WireClient replay = WireClient.open(rig.address())) {
                    CancelKey guess = new CancelKey(id, old.secret());
                    assertEquals(List.of(), replay.send(new CancelRequest(guess)).untilEnd());
                }
            }
            assertTrue(friend.untilReady().contains("row friend:1"));
            friend.terminate();
        }
    }

    @Test
    void takesTheSameTextForEveryReason() throws IOException {
        for (String user : List.of("me", "nobody", "\u0001weird\n'\"", "x".repeat(500))) {
            String seen = PasswordClient.tryLogin(rig.address(), user, "wrong");
            assertTrue(seen.startsWith("md5 28P01 password authentication failed for user"), seen);
        }
    }
}
