package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.BackendTlsOverrides;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.internal.cluster.Health;
import io.howdah.gateway.internal.cluster.Lag;
import io.howdah.gateway.internal.cluster.Role;
import io.howdah.gateway.internal.cluster.Standing;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

class TopologyTest {
    private static List<NodeSettings> nodes(String... hosts) {
        return Arrays.stream(hosts)
                .map(
                        host ->
                                new NodeSettings(
                                        new HostPort(host, 5432),
                                        Optional.empty(),
                                        Optional.empty(),
                                        PoolOverrides.NONE,
                                        BackendTlsOverrides.NONE))
                .toList();
    }

    @Test
    void goesFromNodeToNodeWhenDenied() {
        Topology topology = new Topology(nodes("a", "b"));
        Node first = topology.primary();
        assertTrue(topology.deny(first));
        assertEquals("b:5432", topology.primary().toString());
        assertTrue(topology.deny(first), "an old belief changes nothing");
        assertEquals("b:5432", topology.primary().toString());
        topology.deny(topology.primary());
        assertSame(first, topology.primary());
    }

    @Test
    void hasNobodyElseWithOneNode() {
        Topology topology = new Topology(nodes("a"));
        assertFalse(topology.deny(topology.primary()));
        assertFalse(topology.primary().hasPeers());
    }

    @Test
    void keepsNodesThatStayAndThePrimaryAmongThem() {
        Topology topology = new Topology(nodes("a", "b"));
        topology.deny(topology.primary());
        Node primary = topology.primary();
        topology.apply(nodes("c", "b"));
        assertSame(primary, topology.primary());
        assertTrue(topology.has(primary));
        assertEquals(Set.of("b", "c"), topology.hosts());
    }

    @Test
    void beginsAnewWhenThePrimaryIsRemoved() {
        Topology topology = new Topology(nodes("a", "b"));
        Node removed = topology.primary();
        topology.apply(nodes("b"));
        assertEquals("b:5432", topology.primary().toString());
        assertFalse(topology.has(removed));
        assertFalse(topology.primary().hasPeers());
        assertFalse(topology.deny(removed));
        assertEquals("b:5432", topology.primary().toString());
    }

    private static Standing standing(Role role) {
        return new Standing(
                role, role == Role.REPLICA, new Health.Healthy(), "", Lag.UNKNOWN, "", null);
    }

    @Test
    void believesWhoeverAsksTheNodes() {
        Topology topology = new Topology(nodes("a", "b"));
        Node first = topology.nodes().getFirst();
        Node second = topology.nodes().getLast();
        AtomicInteger changes = new AtomicInteger();
        topology.whenChanged(changes::incrementAndGet);
        Map<Node, Standing> found =
                Map.of(first, standing(Role.REPLICA), second, standing(Role.PRIMARY));
        assertTrue(topology.judge(found, Optional.of(second)));
        assertSame(second, topology.primary());
        assertTrue(first.isReadable());
        assertEquals(1, changes.get());
        assertFalse(topology.judge(found, Optional.of(second)));
        assertEquals(1, changes.get(), "nothing has changed");
        topology.deny(second);
        assertSame(second, topology.primary(), "that was found out, and is not guessed");
    }

    @Test
    void triesNobodyThatIsKnownToBeNoPrimary() {
        Topology topology = new Topology(nodes("a", "b", "c"));
        Node lost = topology.primary();
        Node replica = topology.nodes().get(1);
        Node rival = topology.nodes().get(2);
        topology.judge(
                Map.of(replica, standing(Role.REPLICA), rival, standing(Role.RIVAL)),
                Optional.empty());
        assertTrue(topology.deny(lost));
        assertSame(lost, topology.primary());
    }

    @Test
    void tellsOfDoubts() {
        Topology topology = new Topology(nodes("a", "b"));
        List<Node> doubted = new ArrayList<>();
        topology.whenDoubted(doubted::add);
        Node first = topology.primary();
        topology.deny(first);
        assertEquals(List.of(first), doubted);
    }

    @Test
    void givesEachNodeASlotOfItsOwn() {
        Topology topology = new Topology(nodes("a", "b"));
        Node stays = topology.nodes().getLast();
        assertEquals(1, stays.slot());
        topology.apply(nodes("c", "b"));
        assertEquals(1, stays.slot());
        assertEquals(2, topology.nodes().getFirst().slot(), "0 was another's a moment ago");
    }

    @Test
    void replacesAllNodesThatThereMayBe() {
        String[] some = new String[Topology.MOST];
        String[] others = new String[Topology.MOST];
        for (int i = 0; i < Topology.MOST; i++) {
            some[i] = "a" + i;
            others[i] = "b" + i;
        }
        Topology topology = new Topology(nodes(some));
        topology.apply(nodes(others));
        assertEquals(Topology.MOST, topology.nodes().stream().map(Node::slot).distinct().count());
    }
}
