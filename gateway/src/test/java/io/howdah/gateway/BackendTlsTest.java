package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.BackendTlsOverrides;
import io.howdah.gateway.config.BackendTlsSettings;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.config.TlsMode;
import io.howdah.gateway.config.TlsVersion;
import io.howdah.gateway.fake.Authority;
import io.howdah.gateway.fake.Authority.Issued;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.TlsFront;
import io.howdah.gateway.fake.TlsPeer;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.FrontendMessage.Query;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** TLS between Howdah and servers, the peer being the JDK's. */
class BackendTlsTest {
    private static final Authority OURS = new Authority("ours");
    private static final Authority THEIRS = new Authority("theirs");
    private static final Issued GOOD = OURS.issue("db", "127.0.0.1");

    @TempDir Path folder;
    private final FakePostgres server = FakePostgres.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private TlsFront front(Issued certificate, char answer) throws IOException {
        TlsPeer peer = new TlsPeer(OURS.certificate(), Optional.of(certificate));
        return new TlsFront(server.address(), peer, answer);
    }

    private GatewayRig gateway(TlsFront front, TlsMode mode, BackendTlsOverrides overrides)
            throws IOException {
        GatewayRig.Plan plan =
                new GatewayRig.Plan(
                        List.of(
                                new NodeSettings(
                                        front.address(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        PoolOverrides.NONE,
                                        overrides)));
        plan.backendTls = settings(mode);
        return plan.start();
    }

    private GatewayRig gateway(TlsFront front, TlsMode mode) throws IOException {
        return gateway(front, mode, BackendTlsOverrides.NONE);
    }

    private GatewayRig gateway(TlsFront front, TlsMode mode, Duration connectTimeout)
            throws IOException {
        GatewayRig.Plan plan = new GatewayRig.Plan(front.address());
        plan.backendTls = settings(mode);
        plan.connectTimeout = connectTimeout;
        return plan.start();
    }

    private BackendTlsSettings settings(TlsMode mode) {
        return new BackendTlsSettings(
                mode,
                mode.isVerified() ? Optional.of(OURS.write(folder)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TlsVersion(2),
                List.of());
    }

    @ParameterizedTest
    @EnumSource(TlsMode.class)
    void encryptsAsTheModeSays(TlsMode mode) throws IOException {
        boolean wanted = mode.compareTo(TlsMode.PREFER) >= 0;
        try (TlsFront front = front(GOOD, 'S');
                GatewayRig rig = gateway(front, mode);
                WireClient client = rig.login("me")) {
            assertTrue(client.query("SELECT 'me:1'").contains("row me:1"));
            assertEquals(wanted, front.encrypted() > 0);
            assertEquals(wanted, front.plain() == 0);
        }
    }

    @Test
    void cancelsThroughTls() throws IOException {
        try (TlsFront front = front(GOOD, 'S');
                GatewayRig rig = gateway(front, TlsMode.VERIFY_FULL);
                WireClient client = rig.login("me")) {
            client.send(new Query("SELECT 'me:1' FROM pg_sleep(60)"));
            GatewayRig.await("a running statement", () -> rig.figure("backends_lent") == 1);
            client.cancel();
            assertTrue(client.untilReady().toString().contains("57014"));
            assertEquals(2, front.encrypted());
            assertEquals(0, front.plain());
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'S', 'N'})
    void keepsABackendForLongerThanConnectingMayTake(char answer) throws IOException {
        try (TlsFront front = front(GOOD, answer);
                GatewayRig rig = gateway(front, TlsMode.PREFER, Duration.ofSeconds(2));
                WireClient client = rig.login("me")) {
            assertTrue(client.query("SELECT 'me:1' FROM pg_sleep(2.5)").contains("row me:1"));
            assertEquals(1, server.logins());
        }
    }

    @Test
    void prefersPlainToNothing() throws IOException {
        try (TlsFront front = front(GOOD, 'N');
                GatewayRig rig = gateway(front, TlsMode.PREFER)) {
            rig.login("me").terminate();
            assertEquals(0, front.encrypted());
        }
    }

    @Test
    void saysThatTheServerDoesNotSpeakTls() throws IOException {
        refuses(GOOD, 'N', TlsMode.REQUIRE, "does not speak TLS, and tls.mode is require");
    }

    @Test
    void refusesAStrangersCertificate() throws IOException {
        refuses(
                THEIRS.issue("db", "127.0.0.1"),
                'S',
                TlsMode.VERIFY_CA,
                "the certificate is not signed by a known authority");
    }

    @Test
    void refusesAnExpiredCertificate() throws IOException {
        refuses(
                OURS.issueExpired("db", "127.0.0.1"),
                'S',
                TlsMode.VERIFY_CA,
                "the certificate has expired");
    }

    @Test
    void refusesTheCertificateOfAnotherServer() throws IOException {
        refuses(OURS.issue("db", "10.1.2.3"), 'S', TlsMode.VERIFY_FULL, "127.0.0.1");
    }

    @Test
    void acceptsTheNameThatIsConfigured() throws IOException {
        BackendTlsOverrides overrides =
                new BackendTlsOverrides(
                        Optional.empty(),
                        Optional.of("db.example.org"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        try (TlsFront front = front(OURS.issue("db", "db.example.org"), 'S');
                GatewayRig rig = gateway(front, TlsMode.VERIFY_FULL, overrides)) {
            rig.login("me").terminate();
            assertEquals(1, front.encrypted());
        }
    }

    private void refuses(Issued certificate, char answer, TlsMode mode, String reason)
            throws IOException {
        try (TlsFront front = front(certificate, answer);
                GatewayRig rig = gateway(front, mode);
                WireClient client = WireClient.open(rig.address())) {
            client.start(Map.of("user", "me", "database", "test"));
            String error = "";
            for (BackendMessage message = client.read(); message != null; message = client.read()) {
                if (message instanceof ErrorResponse(var fields)) {
                    error = fields.message();
                }
            }
            assertTrue(error.contains(reason), error);
            assertEquals(0, server.sessions());
            rig.awaitQuiet();
        }
    }
}
