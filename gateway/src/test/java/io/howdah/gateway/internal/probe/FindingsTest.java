package io.howdah.gateway.internal.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.config.ClusterSettings;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.cluster.Health;
import io.howdah.gateway.internal.cluster.NodeFacts;
import io.howdah.gateway.internal.cluster.NodeFacts.Position;
import io.howdah.gateway.internal.cluster.NodeFacts.Settings;
import io.howdah.gateway.internal.cluster.Role;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class FindingsTest {
    private static final long SECOND = 1_000_000_000;

    private final Topology topology =
            new Topology(
                    Stream.of("a", "b", "c")
                            .map(
                                    host ->
                                            new NodeSettings(
                                                    new HostPort(host, 5432), PoolOverrides.NONE))
                            .toList());
    private final Node a = topology.nodes().get(0);
    private final Node b = topology.nodes().get(1);
    private final Node c = topology.nodes().get(2);
    private final Findings findings =
            new Findings(
                    () -> ClusterSettings.DEFAULT, topology, new GatewayMetrics(new Metrics()));

    private static NodeFacts primary(int timeline, long lsn) {
        return facts(false, 7, timeline, lsn);
    }

    private static NodeFacts replica(int timeline, long lsn) {
        return facts(true, 7, timeline, lsn);
    }

    private static NodeFacts facts(boolean inRecovery, long system, int timeline, long lsn) {
        return new NodeFacts(
                inRecovery,
                system,
                timeline,
                new Position(lsn, lsn, -1),
                null,
                List.of(),
                new Settings(180_000, 100, false));
    }

    @Test
    void judgesNobodyBeforeAllHaveBeenTried() {
        findings.learnt(b, primary(1, 100), 0);
        findings.learnt(c, replica(1, 100), 0);
        assertFalse(topology.isPrimaryKnown());
        assertFalse(c.isReadable());
        findings.missed(a, "it is down", 0);
        assertTrue(topology.isPrimaryKnown());
        assertSame(b, topology.primary());
        assertTrue(c.isReadable());
        assertEquals(Role.UNKNOWN, a.role());
    }

    @Test
    void givesNothingToAStranger() {
        findings.learnt(a, facts(false, 8, 1, 900), 0);
        findings.learnt(b, primary(1, 100), 0);
        findings.learnt(c, replica(1, 100), 0);
        assertEquals(Role.STRANGER, a.role());
        assertSame(b, topology.primary());
    }

    @Test
    void followsAPromotionAndNotThePast() {
        findings.learnt(a, primary(1, 100), 0);
        findings.learnt(b, replica(1, 100), 0);
        findings.learnt(c, replica(1, 100), 0);
        findings.missed(a, "it is down", SECOND);
        assertFalse(topology.isPrimaryKnown());
        assertTrue(b.isReadable(), "what was replicated can be read");
        findings.learnt(b, primary(2, 100), SECOND);
        assertSame(b, topology.primary());
        assertFalse(c.isReadable(), "it does not follow yet");
        findings.learnt(a, primary(1, 120), 2 * SECOND);
        assertSame(b, topology.primary());
        assertEquals(Role.RIVAL, a.role());
        findings.learnt(c, replica(2, 100), 2 * SECOND);
        assertTrue(c.isReadable());
    }

    @Test
    void takesOutWhoeverIsTooFarBehindUntilItHasCaughtUp() {
        findings.learnt(a, primary(1, 100), 0);
        findings.learnt(b, replica(1, 100), 0);
        findings.learnt(c, replica(1, 100), 0);
        findings.learnt(a, primary(1, 200), SECOND);
        findings.learnt(b, replica(1, 100), 11 * SECOND);
        assertTrue(b.isReadable());
        findings.learnt(b, replica(1, 100), 12 * SECOND);
        assertFalse(b.isReadable());
        assertEquals("it is too far behind", b.standing().reason());
        findings.learnt(a, primary(1, 300), 13 * SECOND);
        findings.learnt(b, replica(1, 200), 19 * SECOND);
        assertFalse(b.isReadable(), "within the limit, but not half of it");
        findings.learnt(b, replica(1, 300), 20 * SECOND);
        assertTrue(b.isReadable());
    }

    @Test
    void asksAtOnceWhomOthersHaveTroubleWith() {
        findings.learnt(a, primary(1, 100), 0);
        findings.learnt(b, replica(1, 100), 0);
        findings.learnt(c, replica(1, 100), 0);
        assertTrue(findings.doubted(b));
        assertFalse(findings.doubted(b), "that is known");
        assertFalse(b.isReadable());
        assertTrue(findings.pauseNanos(b, 0) < SECOND / 10);
        findings.learnt(b, replica(1, 100), 1);
        assertTrue(b.isReadable());
        assertEquals(new Health.Healthy(), b.standing().health());
    }

    @Test
    void leavesAloneWhoDoesNotAnswer() {
        findings.learnt(a, primary(1, 100), 0);
        findings.learnt(c, replica(1, 100), 0);
        for (int i = 0; i < Health.MOST_MISSES; i++) {
            findings.missed(b, "it is down", 0);
        }
        assertTrue(b.standing().health() instanceof Health.Banned);
        assertTrue(findings.asked(b, SECOND) instanceof Health.Tried);
        findings.learnt(b, replica(1, 100), SECOND);
        assertTrue(b.standing().health() instanceof Health.Returning);
        assertTrue(b.isReadable());
        assertTrue(c.isReadable(), "and nothing happened to others");
    }
}
