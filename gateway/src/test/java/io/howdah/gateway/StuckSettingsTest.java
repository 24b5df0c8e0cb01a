package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.FrontendMessage.Query;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Backends on which the server does not let undo any more what another client has set. */
class StuckSettingsTest {
    private static final String SETTING = "audit.level";

    private FakePostgres server;
    private GatewayRig.Plan plan;

    @BeforeEach
    void start() {
        server = FakePostgres.start();
        plan = new GatewayRig.Plan(server.address());
        plan.size = 1;
        plan.threads = 1;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A client whose backends have the setting. */
    private static WireClient setter(GatewayRig rig) throws IOException {
        return WireClient.login(
                rig.address(), Map.of("user", "same", "database", "test", SETTING, "high"));
    }

    @Test
    void lendsTheNextClientAnother() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient next = rig.login("same");
                WireClient setter = setter(rig)) {
            setter.query("SELECT 'a:1'");
            server.withhold(SETTING);
            assertTrue(next.query("SELECT 'b:1'").contains("row b:1"));
            assertTrue(next.query("SHOW " + SETTING).contains("row "));
            assertEquals(2, server.logins());
            next.terminate();
            setter.terminate();
            rig.awaitQuiet();
        }
    }

    @Test
    void letsTheNextClientLogInOnAnother() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient setter = setter(rig)) {
            setter.query("SELECT 'a:1'");
            server.withhold(SETTING);
            try (WireClient next = rig.login("same")) {
                assertTrue(next.query("SELECT 'b:1'").contains("row b:1"));
            }
            assertEquals(2, server.logins());
        }
    }

    @Test
    void endsTheClientWhoseOwnSettingsAreRefused() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient other = rig.login("same");
                WireClient setter = setter(rig)) {
            other.query("SELECT 'b:1'");
            server.withhold(SETTING);
            setter.send(new Query("SELECT 'a:1'"));
            assertEquals(List.of("FATAL 42501"), setter.untilEnd());
            assertTrue(other.query("SELECT 'b:2'").contains("row b:2"));
        }
    }

    @Test
    void givesUpAfterAFew() throws IOException {
        plan.size = 4;
        try (GatewayRig rig = plan.start();
                WireClient next = rig.login("same")) {
            spoilAll(rig);
            server.withhold(SETTING);
            next.send(new Query("SELECT 'b:1'"));
            assertEquals(List.of("FATAL 42501"), next.untilEnd());
            GatewayRig.await("three are closed", () -> rig.figure("backends") == 1);
            try (WireClient last = rig.login("same")) {
                assertTrue(last.query("SELECT 'b:2'").contains("row b:2"));
            }
        }
    }

    /** Leaves four idle backends with the setting. */
    private static void spoilAll(GatewayRig rig) throws IOException {
        List<WireClient> setters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            WireClient setter = setter(rig);
            setter.query("BEGIN");
            setters.add(setter);
        }
        for (WireClient setter : setters) {
            setter.query("COMMIT");
        }
    }

    @Test
    void keepsALostTransactionFailedOnAnother() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("same")) {
            client.query("BEGIN");
            server.terminateAll();
            GatewayRig.await("it is gone", () -> rig.figure("backends_lost_total") == 1);
            try (WireClient setter = setter(rig)) {
                setter.query("SELECT 'a:1'");
            }
            server.withhold(SETTING);
            assertEquals(List.of("ERROR 57P01", "ready E"), client.query("SELECT 'b:1'"));
            assertEquals(List.of("ERROR 25P02", "ready E"), client.query("SELECT 'b:2'"));
            assertEquals(List.of("ROLLBACK", "ready I"), client.query("COMMIT"));
            assertTrue(client.query("SELECT 'b:3'").contains("row b:3"));
        }
    }
}
