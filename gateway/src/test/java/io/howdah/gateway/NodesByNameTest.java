package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.BackendSettings;
import io.howdah.gateway.config.BackendTlsOverrides;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.gateway.internal.backend.Node;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A name that leads to the servers of a cluster, and leads elsewhere later. */
class NodesByNameTest {
    private static final Duration TTL = Duration.ofMillis(200);

    private FakePostgres one;
    private FakePostgres two;
    private GatewayRig.Plan plan;
    private volatile List<FakePostgres> there = List.of();

    @BeforeEach
    void start() {
        one = FakePostgres.start();
        int port = one.address().port();
        two = FakePostgres.start(new HostPort("127.0.0.2", port), FakePostgres.Options.DEFAULT);
        HostPort name = new HostPort("db.example.org", port);
        NodeSettings like = GatewayRig.Plan.node(name, Optional.empty());
        plan = new GatewayRig.Plan(List.of(discovering(like)));
        plan.backends = new BackendSettings(0, 0, TTL, TTL);
        plan.names = this::lookUp;
    }

    private static NodeSettings discovering(NodeSettings like) {
        return new NodeSettings(
                like.name(),
                like.address(),
                true,
                like.role(),
                like.region(),
                like.zone(),
                like.weight(),
                like.labels(),
                like.unixSocket(),
                like.maxBackends(),
                like.pool(),
                BackendTlsOverrides.NONE);
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    private InetAddress[] lookUp(String name) throws UnknownHostException {
        if (there.isEmpty()) {
            throw new UnknownHostException(name);
        }
        InetAddress[] found = new InetAddress[there.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByName(there.get(i).address().host());
        }
        return found;
    }

    private static List<HostPort> nodes(GatewayRig rig) {
        return rig.gateway().topology().nodes().stream().map(Node::address).toList();
    }

    @Test
    void followsANameThatLeadsElsewhere() throws Exception {
        there = List.of(one);
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            assertTrue(client.query("SELECT 'a:1'").contains("row a:1"));
            assertEquals(0, two.sessions());
            there = List.of(two);
            GatewayRig.await(
                    "the other is the node", () -> nodes(rig).equals(List.of(two.address())));
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            GatewayRig.await("the first is left", () -> one.sessions() == 0);
        }
    }

    @Test
    void hasEachAddressAsANode() throws Exception {
        there = List.of(two, one);
        List<HostPort> both = Stream.of(one, two).map(FakePostgres::address).toList();
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            assertEquals(both, nodes(rig));
            assertTrue(client.query("SELECT 'a:1'").contains("row a:1"));
            rig.gateway().prepare(plan.settings()).run();
            assertEquals(both, nodes(rig));
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
        }
    }

    @Test
    void findsItsNodesWhenTheNameServerIsBack() throws Exception {
        try (GatewayRig rig = plan.start()) {
            assertEquals(plan.nodes.getFirst().address(), nodes(rig).getFirst());
            there = List.of(one);
            GatewayRig.await(
                    "the server is found", () -> nodes(rig).equals(List.of(one.address())));
            try (WireClient client = rig.login("a")) {
                assertTrue(client.query("SELECT 'a:1'").contains("row a:1"));
            }
        }
    }
}
