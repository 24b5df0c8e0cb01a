package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.PasswordClient;
import io.howdah.wire.ProtocolVersion;
import io.howdah.wire.StartupPacket.Startup;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Thousands of connections that never log in do not keep others from doing so. */
class FloodTest {
    private static final int FLOOD = 5_000;
    private static final int PLACES = 1_000;

    @Test
    void letsOthersInWhileNothingIsSent() throws Exception {
        flood(new byte[0]);
    }

    @Test
    void letsOthersInWhileStartupPacketsStayUnfinished() throws Exception {
        byte[] packet = startup("x".repeat(8_000));
        flood(Arrays.copyOf(packet, packet.length - 1));
    }

    @Test
    void letsOthersInWhileChallengesStayUnanswered() throws Exception {
        flood(startup(""));
    }

    private static byte[] startup(String options) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("user", "me"));
        parameters.put("database", "test");
        parameters.put("application_name", options);
        ByteBuf packet = Unpooled.buffer();
        new Startup(ProtocolVersion.V3_2, new LinkedHashMap<>(parameters)).encode(packet);
        return ByteBufUtil.getBytes(packet);
    }

    private static void flood(byte[] opening) throws Exception {
        List<SocketChannel> flood = new ArrayList<>();
        try (FakePostgres server = FakePostgres.start();
                GatewayRig rig = plan(server).start()) {
            assertEquals("scram ready", login(rig.address()));
            long files = openFiles();
            long memory = directMemory();
            try {
                for (int i = 0; i < FLOOD; i++) {
                    flood.add(connect(rig.address(), opening));
                    if (i % (FLOOD / 20) == 0) {
                        assertEquals("scram ready", login(rig.address()), "after " + i);
                    }
                }
                GatewayRig.await(
                        "all but the last have gone",
                        () -> rig.figure("logins_dropped_total") >= FLOOD - PLACES);
                long perConnection = (directMemory() - memory) / PLACES;
                assertTrue(rig.figure("logins") <= PLACES, "the bound holds");
                System.out.println("a half-open log-in holds " + perConnection + " bytes");
                assertTrue(perConnection < 16 * 1024 + opening.length, perConnection + " bytes");
            } finally {
                for (SocketChannel each : flood) {
                    each.close();
                }
            }
            GatewayRig.await("all are gone", () -> rig.figure("logins") == 0);
            rig.awaitQuiet();
            GatewayRig.await("no file stays open", () -> openFiles() <= files + 5);
        }
    }

    private static GatewayRig.Plan plan(FakePostgres server) {
        GatewayRig.Plan plan = new GatewayRig.Plan(server.address());
        plan.auth = AuthMethod.SCRAM;
        plan.maxLogins = PLACES;
        plan.maxClients = 10;
        plan.loginTimeout = java.time.Duration.ofSeconds(60);
        plan.users = List.of(GatewayRig.Plan.user("me", "secret"));
        return plan;
    }

    private static String login(HostPort address) throws IOException {
        return PasswordClient.tryLogin(address, "me", "secret");
    }

    private static SocketChannel connect(HostPort address, byte[] opening) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(address.host(), address.port()));
        channel.setOption(StandardSocketOptions.SO_LINGER, 0); // no port waits to be free again
        channel.write(ByteBuffer.wrap(opening));
        return channel;
    }

    private static long directMemory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            return 0; // not on Linux
        }
    }
}
