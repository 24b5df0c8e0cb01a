package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.ClientTlsSettings;
import io.howdah.gateway.config.TlsMode;
import io.howdah.gateway.config.TlsVersion;
import io.howdah.gateway.fake.Authority;
import io.howdah.gateway.fake.Authority.Issued;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.TlsPeer;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.StartupPacket.CancelRequest;
import io.howdah.wire.StartupPacket.SslRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** TLS between clients and Howdah, the peer being the JDK's. */
class ClientTlsTest {
    private static final Authority OURS = new Authority("ours");
    private static final Authority THEIRS = new Authority("theirs");
    private static final Issued SERVER = OURS.issue("localhost", "127.0.0.1");
    private static final Map<String, String> STARTUP = Map.of("user", "me", "database", "test");

    @TempDir Path folder;
    private final FakePostgres server = FakePostgres.start();
    private final GatewayRig.Plan plan = new GatewayRig.Plan(server.address());
    private GatewayRig rig;

    @BeforeEach
    void start() throws IOException {
        rig = start(TlsMode.PREFER);
    }

    @AfterEach
    void stop() {
        rig.close();
        server.close();
    }

    private GatewayRig start(TlsMode mode) throws IOException {
        if (rig != null) {
            rig.close();
        }
        plan.tls = settings(mode, mode.isVerified());
        return plan.start();
    }

    private ClientTlsSettings settings(TlsMode mode, boolean authority) {
        Authority.Pair files = SERVER.write(folder, "server");
        return new ClientTlsSettings(
                mode,
                Optional.of(files.certificate()),
                Optional.of(files.key()),
                Optional.empty(),
                authority ? Optional.of(OURS.write(folder)) : Optional.empty(),
                new TlsVersion(2),
                List.of());
    }

    private WireClient login(TlsPeer peer) throws IOException {
        return loggedIn(peer.connect(rig.address()));
    }

    private WireClient loggedIn(Socket socket) throws IOException {
        WireClient client = WireClient.over(rig.address(), socket);
        client.start(STARTUP);
        assertEquals("ready I", client.untilReady().getLast());
        return client;
    }

    @Test
    void encryptsWhenAsked() throws IOException {
        try (SSLSocket socket = new TlsPeer(OURS).connect(rig.address());
                WireClient client = loggedIn(socket)) {
            assertEquals("TLSv1.3", socket.getSession().getProtocol());
            assertTrue(client.query("SELECT 'me:1'").contains("row me:1"));
            client.terminate();
        }
        rig.awaitQuiet();
    }

    @Test
    void servesInTheClearWhoDoesNotAsk() throws IOException {
        try (WireClient client = rig.login("me")) {
            assertTrue(client.query("SELECT 'me:1'").contains("row me:1"));
        }
    }

    @Test
    void understandsARequestThatComesByteByByte() throws IOException {
        try (WireClient client = WireClient.open(rig.address())) {
            for (byte part : TlsPeer.sslRequest()) {
                client.send(new byte[] {part});
                rig.figure("clients");
            }
            assertEquals('S', client.raw());
        }
    }

    @Test
    void refusesWhatWasSentInTheClearAfterTheRequest() throws IOException {
        try (WireClient client = WireClient.open(rig.address())) {
            byte[] stuffed = new byte[100];
            byte[] request = TlsPeer.sslRequest();
            System.arraycopy(request, 0, stuffed, 0, request.length);
            assertEquals(List.of("FATAL 08P01", "end"), untilEnd(client.send(stuffed)));
        }
        rig.awaitQuiet();
    }

    private static List<String> untilEnd(WireClient client) throws IOException {
        List<String> seen = new ArrayList<>(client.untilEnd());
        seen.add("end");
        return seen;
    }

    @Test
    void closesOnPlainTextInPlaceOfAHandshake() throws IOException {
        try (WireClient client = WireClient.open(rig.address())) {
            assertEquals('S', client.send(new SslRequest()).raw());
            client.start(STARTUP).drain();
        }
        GatewayRig.await(
                "a failed handshake", () -> rig.figure("tls_handshakes_failed_total") == 1);
        rig.awaitQuiet();
    }

    @Test
    void forgetsAHandshakeThatBreaksOff() throws IOException {
        try (WireClient client = WireClient.open(rig.address())) {
            assertEquals('S', client.send(new SslRequest()).raw());
            client.send(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC});
            client.abort(true);
        }
        rig.awaitQuiet();
        login(new TlsPeer(OURS)).terminate();
    }

    @Test
    void speaksTlsFromTheFirstByteToWhoNamesPostgresql() throws IOException {
        try (SSLSocket socket = new TlsPeer(OURS).connectDirectly(rig.address(), "postgresql");
                WireClient client = loggedIn(socket)) {
            assertEquals("postgresql", socket.getApplicationProtocol());
            assertTrue(client.query("SELECT 'me:1'").contains("row me:1"));
        }
    }

    @Test
    void closesDirectTlsOfAnotherProtocol() throws IOException {
        for (String[] protocols : new String[][] {{}, {"http/1.1"}}) {
            try (SSLSocket socket = new TlsPeer(OURS).connectDirectly(rig.address(), protocols)) {
                assertEquals(-1, socket.getInputStream().read());
            }
        }
        rig.awaitQuiet();
    }

    @Test
    void closesDirectTlsWhenThereIsNone() throws IOException {
        rig.close();
        plan.tls = ClientTlsSettings.NONE;
        rig = plan.start();
        assertThrows(
                IOException.class,
                () -> new TlsPeer(OURS).connectDirectly(rig.address(), "postgresql").close());
    }

    @Test
    void demandsEncryptionButOfCancelRequests() throws IOException {
        rig = start(TlsMode.REQUIRE);
        try (WireClient plain = WireClient.open(rig.address())) {
            assertEquals(List.of("FATAL 28000", "end"), untilEnd(plain.start(STARTUP)));
        }
        try (WireClient client = login(new TlsPeer(OURS))) {
            client.send(new Query("SELECT 'me:1' FROM pg_sleep(60)"));
            GatewayRig.await("a running statement", () -> rig.figure("backends_lent") == 1);
            client.cancel();
            assertTrue(client.untilReady().toString().contains("57014"));
        }
    }

    @Test
    void cancelsThroughTls() throws IOException {
        TlsPeer peer = new TlsPeer(OURS);
        try (WireClient client = login(peer)) {
            client.send(new Query("SELECT 'me:1' FROM pg_sleep(60)"));
            GatewayRig.await("a running statement", () -> rig.figure("backends_lent") == 1);
            try (WireClient other = WireClient.over(rig.address(), peer.connect(rig.address()))) {
                assertEquals(0, other.send(new CancelRequest(client.key())).drain());
            }
            assertTrue(client.untilReady().toString().contains("57014"));
        }
    }

    @Test
    void verifiesClientCertificates() throws IOException {
        rig = start(TlsMode.VERIFY_CA);
        refuses(new TlsPeer(OURS));
        refuses(new TlsPeer(OURS.certificate(), Optional.of(THEIRS.issue("me", "me"))));
        refuses(new TlsPeer(OURS.certificate(), Optional.of(OURS.issueExpired("me", "me"))));
        login(new TlsPeer(OURS.certificate(), Optional.of(OURS.issue("me", "me")))).terminate();
    }

    @Test
    void verifiesACertificateThatNobodyDemands() throws IOException {
        rig.close();
        plan.tls = settings(TlsMode.ALLOW, true);
        rig = plan.start();
        login(new TlsPeer(OURS)).terminate();
        login(new TlsPeer(OURS.certificate(), Optional.of(OURS.issue("me", "me")))).terminate();
    }

    /** With TLS 1.3 a client learns only after its handshake what the server thinks of it. */
    private void refuses(TlsPeer peer) {
        assertThrows(
                SSLException.class,
                () -> {
                    try (SSLSocket socket = peer.connect(rig.address())) {
                        socket.getInputStream().read();
                    }
                });
    }

    @Test
    void carriesLargeRowsBothWays() throws IOException {
        String large = "x".repeat(3_000_000);
        try (WireClient client = login(new TlsPeer(OURS))) {
            assertTrue(client.query("SELECT 'me:" + large + "'").contains("row 3000003 bytes"));
        }
    }

    @Test
    void takesNewCertificatesForThoseWhoComeLater() throws IOException {
        try (SSLSocket before = new TlsPeer(OURS).connect(rig.address());
                WireClient old = loggedIn(before)) {
            Authority.Pair next = THEIRS.issue("localhost", "127.0.0.1").write(folder, "next");
            Path certificate = folder.resolve("server.crt");
            Files.copy(next.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
            IOException refusal =
                    assertThrows(IOException.class, () -> rig.prepareTls(plan.settings()));
            assertEquals(
                    folder.resolve("server.key")
                            + ": is not the key of the certificate in "
                            + certificate,
                    refusal.getMessage());
            login(new TlsPeer(OURS)).terminate();
            Files.copy(
                    next.key(), folder.resolve("server.key"), StandardCopyOption.REPLACE_EXISTING);
            rig.prepareTls(plan.settings()).run();
            login(new TlsPeer(THEIRS)).terminate();
            assertThrows(SSLException.class, () -> login(new TlsPeer(OURS)));
            assertTrue(old.query("SELECT 'me:1'").contains("row me:1"));
        }
    }
}
