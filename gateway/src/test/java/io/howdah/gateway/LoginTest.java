package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Secret;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.config.UserSettings;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.PasswordClient;
import io.howdah.wire.Bytes;
import io.howdah.wire.scram.ScramVerifier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Who gets in by which method. */
class LoginTest {
    private static final Secret PASSWORD = Secret.parse("secret");
    private static final String FAILED = " 28P01 password authentication failed for user ";

    private final FakePostgres server = FakePostgres.start();
    private final GatewayRig.Plan plan = new GatewayRig.Plan(server.address());

    @AfterEach
    void stop() {
        server.close();
    }

    private GatewayRig start(String... rules) throws IOException {
        Bytes salt = Bytes.utf8("0123456789abcdef");
        plan.hba = Optional.of(String.join("\n", rules));
        plan.users =
                List.of(
                        GatewayRig.Plan.user("clear", "secret"),
                        GatewayRig.Plan.user("md5", "md55d80d273267dec78b5d118f9cae7cd26"),
                        GatewayRig.Plan.user(
                                "scram", ScramVerifier.derive(PASSWORD, salt, 4_096).format()),
                        new UserSettings(
                                "none",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                PoolOverrides.NONE));
        return plan.start();
    }

    private static String attempt(GatewayRig rig, String user, String password) throws IOException {
        return PasswordClient.tryLogin(rig.address(), user, password);
    }

    @Test
    void provesPasswordsByScram() throws IOException {
        try (GatewayRig rig = start("host all all all scram-sha-256")) {
            assertEquals("scram ready", attempt(rig, "clear", "secret"));
            assertEquals("scram ready", attempt(rig, "scram", "secret"));
            for (String user : List.of("clear", "scram", "md5", "none", "stranger")) {
                String expected = "scram" + FAILED + "\"" + user + "\"";
                assertEquals(expected, attempt(rig, user, "Secret"));
                assertEquals(expected, attempt(rig, user, user.equals("md5") ? "secret" : "x"));
            }
            assertEquals(10, rig.figure("logins_failed_total"));
        }
    }

    @Test
    void provesPasswordsByMd5AndByScramWhereOnlyThatCanBe() throws IOException {
        try (GatewayRig rig = start("host all all all md5")) {
            assertEquals("md5 ready", attempt(rig, "clear", "secret"));
            assertEquals("md5 ready", attempt(rig, "md5", "secret"));
            assertEquals("scram ready", attempt(rig, "scram", "secret"));
            assertEquals("md5" + FAILED + "\"clear\"", attempt(rig, "clear", "x"));
            assertEquals("md5" + FAILED + "\"stranger\"", attempt(rig, "stranger", "x"));
        }
    }

    @Test
    void takesNoPasswordThatOthersCouldRead() throws IOException {
        try (GatewayRig rig = start("host all all all password")) {
            assertEquals(
                    "trust 28000 password authentication is only done over TLS",
                    attempt(rig, "clear", "secret"));
        }
    }

    @Test
    void followsTheFirstRuleThatFits() throws IOException {
        try (GatewayRig rig =
                start("host all /^tr all trust", "host all bad all reject", "host x all all md5")) {
            assertEquals("trust ready", attempt(rig, "truthful", ""));
            assertEquals(
                    "trust 28000 pg_hba.conf rejects connection for host \"127.0.0.1\", user"
                            + " \"bad\", database \"test\", no encryption",
                    attempt(rig, "bad", ""));
            assertEquals(
                    "trust 28000 no pg_hba.conf entry for host \"127.0.0.1\", user \"other\","
                            + " database \"test\", no encryption",
                    attempt(rig, "other", ""));
        }
    }

    @Test
    void seesTheNameThatPostgresqlWouldCutItTo() throws IOException {
        String name = "é".repeat(31) + "a"; // 63 bytes
        try (GatewayRig rig = start("host all " + name + " all reject", "host all all all trust")) {
            assertTrue(attempt(rig, name + "b", "").contains("rejects"), "cut to the same name");
            assertEquals("trust ready", attempt(rig, name.substring(1), ""));
        }
    }

    @Test
    void asksForACertificateThatNobodyHasWithoutTls() throws IOException {
        plan.auth = AuthMethod.CERT;
        try (GatewayRig rig = plan.start()) {
            assertTrue(attempt(rig, "clear", "").contains("no pg_hba.conf entry"));
        }
    }

    @Test
    void looksHostNamesUpAwayFromTheLoops() throws IOException {
        try (GatewayRig rig = start("host all all localhost trust", "host all all all reject")) {
            String seen = attempt(rig, "clear", "");
            assertTrue(seen.equals("trust ready") || seen.contains("rejects"), seen);
        }
    }
}
