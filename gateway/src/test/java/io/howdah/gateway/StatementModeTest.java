package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.FrontendMessage.Query;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/** Pool mode statement. */
class StatementModeTest {
    private FakePostgres server;
    private GatewayRig.Plan plan;

    @BeforeEach
    void start() {
        server = FakePostgres.start();
        plan = new GatewayRig.Plan(server.address());
        plan.threads = 1;
        plan.mode = PoolMode.STATEMENT;
        plan.size = 1;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givesTheBackendBackAfterEachStatement() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient a = rig.login("same");
                WireClient b = rig.login("same")) {
            for (int i = 0; i < 3; i++) {
                assertTrue(a.query("SELECT 'a:1'; SELECT 'a:2'").contains("row a:2"));
                assertTrue(b.query("SELECT 'b:1'").contains("row b:1"));
            }
            assertEquals(1, server.logins());
        }
    }

    @Test
    void endsWhoOpensATransactionBlock() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("same");
                WireClient other = rig.login("same")) {
            List<String> seen =
                    client.send(new Query("BEGIN; INSERT INTO log VALUES ('a:1')")).untilEnd();
            assertEquals("FATAL 0A000", seen.getLast());
            assertTrue(other.query("SELECT 'b:1'").contains("row b:1"));
            assertEquals(List.of(), server.committed());
            assertEquals(List.of(), server.violations());
        }
    }

    @Test
    void allowsATransactionWithinOneText() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("BEGIN; INSERT INTO log VALUES ('a:1'); COMMIT");
            assertEquals(List.of("a:1"), server.committed());
            assertEquals("ready I", client.query("INSERT INTO log VALUES ('a:2')").getLast());
            assertTrue(client.query("SELECT fail('a:3')").contains("ERROR P0001"));
            assertTrue(client.query("SELECT 'a:4'").contains("row a:4"));
        }
    }
}
