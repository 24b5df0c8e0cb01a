package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.Controls;
import io.howdah.gateway.control.Target;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** Other settings, and an operator's controls, while clients are there. */
class ReconfigurationTest {
    private FakePostgres server;
    private GatewayRig.Plan plan;

    @BeforeEach
    void start() {
        server = FakePostgres.start();
        plan = new GatewayRig.Plan(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void growsPoolsAndAdmitsMoreClients() throws Exception {
        plan.size = 1;
        plan.maxClients = 2;
        try (GatewayRig rig = plan.start();
                WireClient a = rig.login("same");
                WireClient b = rig.login("same")) {
            a.query("BEGIN");
            plan.size = 2;
            plan.maxClients = 3;
            rig.gateway().prepare(plan.settings()).run();
            assertTrue(b.query("SELECT 'b:1'").contains("row b:1"));
            rig.login("same").close();
            assertEquals(2, rig.gateway().monitor().settings().pool().size());
            a.query("COMMIT");
        }
    }

    @Test
    void changesNothingWhenAFileCannotBeRead() throws Exception {
        try (GatewayRig rig = plan.start()) {
            plan.size = 9;
            plan.hba = Optional.of("nonsense");
            assertThrows(InvalidConfiguration.class, () -> rig.gateway().prepare(plan.settings()));
            assertEquals(4, rig.gateway().monitor().settings().pool().size());
            rig.login("a").close();
        }
    }

    @Test
    void pausesAndResumes() throws Exception {
        Target database = new Target.Database("test");
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            Controls controls = rig.gateway().controls();
            client.query("SELECT 'a:1'");
            controls.pause(database);
            assertTrue(rig.gateway().monitor().isPaused(database));
            assertFalse(rig.gateway().monitor().isPaused(new Target.All()));
            assertEquals(0, server.sessions());
            controls.resume(database);
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            ControlRefused again =
                    assertThrows(ControlRefused.class, () -> controls.resume(new Target.All()));
            assertEquals("pooler is not paused/suspended", again.getMessage());
            controls.pause(new Target.All());
            assertThrows(ControlRefused.class, () -> controls.pause(new Target.All()));
            assertThrows(ControlRefused.class, controls::suspend);
            controls.resume(new Target.All());
        }
    }
}
