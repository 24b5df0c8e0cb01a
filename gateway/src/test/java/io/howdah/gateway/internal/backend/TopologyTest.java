package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.BackendTlsOverrides;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.PoolOverrides;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
}
