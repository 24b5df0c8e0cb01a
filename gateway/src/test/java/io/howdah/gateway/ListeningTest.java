package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.FileMode;
import io.howdah.gateway.config.ListenAddresses;
import io.howdah.gateway.config.SocketSettings;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.ProtocolVersion;
import io.howdah.wire.StartupPacket.SslRequest;
import io.howdah.wire.StartupPacket.Startup;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where clients can connect: several addresses, IPv6, Unix sockets. */
class ListeningTest {
    @TempDir Path folder;
    private final FakePostgres server = FakePostgres.start();
    private final GatewayRig.Plan plan = new GatewayRig.Plan(server.address());

    @AfterEach
    void stop() {
        server.close();
    }

    private static SocketSettings unixSocket(Path folder, String mode) {
        return new SocketSettings(
                Optional.of(folder),
                FileMode.parse(mode),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                100,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                3,
                Duration.ofSeconds(20));
    }

    @Test
    void listensOnEveryAddress() throws IOException {
        int port = freePort();
        plan.listen = ListenAddresses.parse("127.0.0.1:" + port + ", [::1]:" + port);
        try (GatewayRig rig = plan.start()) {
            for (String host : new String[] {"127.0.0.1", "::1"}) {
                try (WireClient client = WireClient.login(new HostPort(host, port), "me")) {
                    assertTrue(client.query("SELECT 'me:1'").contains("row me:1"), host);
                }
            }
            rig.awaitQuiet();
        }
    }

    @Test
    void listensEverywhereOnAStar() throws IOException {
        plan.listen = ListenAddresses.parse("*:0");
        plan.auth = AuthMethod.SCRAM;
        try (GatewayRig rig = plan.start()) {
            for (String host : new String[] {"127.0.0.1", "127.0.0.2", "::1"}) {
                HostPort address = new HostPort(host, rig.address().port());
                try (WireClient client = WireClient.open(address)) {
                    assertEquals('N', client.send(new SslRequest()).raw(), host);
                }
            }
        }
    }

    @Test
    void saysWhichAddressIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            plan.listen = ListenAddresses.parse("127.0.0.2:0, 127.0.0.1:" + port);
            IOException refusal = assertThrows(IOException.class, plan::start);
            assertEquals(
                    "cannot listen on 127.0.0.1:" + port + ": Address already in use",
                    refusal.getMessage());
        }
    }

    @Test
    void servesAUnixSocketWithoutTls() throws IOException {
        plan.sockets = unixSocket(folder, "0710");
        try (GatewayRig rig = plan.start()) {
            Path path = folder.resolve(".s.PGSQL." + rig.address().port());
            assertEquals(
                    "rwx--x---",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertEquals(
                    Long.toString(ProcessHandle.current().pid()),
                    Files.readAllLines(folder.resolve(path.getFileName() + ".lock")).getFirst());
            try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                client.connect(UnixDomainSocketAddress.of(path));
                var request = Unpooled.buffer();
                new SslRequest().encode(request);
                client.write(request.nioBuffer());
                assertEquals("N", read(client));
                var start = Unpooled.buffer();
                Map<String, String> parameters = Map.of("user", "me", "database", "test");
                new Startup(ProtocolVersion.V3_0, new LinkedHashMap<>(parameters)).encode(start);
                client.write(ByteBuffer.wrap(ByteBufUtil.getBytes(start)));
                assertTrue(read(client).startsWith("R"));
            }
            rig.awaitQuiet();
        }
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    private static String read(SocketChannel client) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(1_000);
        client.read(answer);
        return new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void takesASocketWhoseProcessIsGone() throws IOException {
        int port = freePort();
        plan.listen = ListenAddresses.parse("127.0.0.1:" + port);
        plan.sockets = unixSocket(folder, "0777");
        Path path = Files.createFile(folder.resolve(".s.PGSQL." + port));
        Files.writeString(folder.resolve(path.getFileName() + ".lock"), "4194304999\n");
        try (GatewayRig _ = plan.start();
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertTrue(client.connect(UnixDomainSocketAddress.of(path)));
        }
    }

    @Test
    void leavesASocketToTheProcessThatHasIt() throws IOException {
        int port = freePort();
        plan.listen = ListenAddresses.parse("127.0.0.1:" + port);
        plan.sockets = unixSocket(folder, "0777");
        long other = ProcessHandle.current().parent().orElseThrow().pid();
        Path lock = Files.writeString(folder.resolve(".s.PGSQL." + port + ".lock"), other + "\n");
        IOException refusal = assertThrows(IOException.class, plan::start);
        assertEquals(
                "cannot listen on %s: process %d uses it, as %s says"
                        .formatted(folder.resolve(".s.PGSQL." + port), other, lock),
                refusal.getMessage());
        assertTrue(Files.exists(lock));
        assertFalse(Files.exists(folder.resolve(".s.PGSQL." + port)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
