package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.BackendTlsOverrides;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.NodeRole;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.internal.net.NodeAddresses;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class DiscoveryTest {
    private static final HostPort NAME = new HostPort("db.example.org", 5432);

    private final AtomicLong now = new AtomicLong();
    private final NodeAddresses addresses =
            new NodeAddresses(
                    this::lookUp, now::get, Duration.ofSeconds(15), Duration.ofSeconds(5));
    private List<String> answer = List.of();

    private InetAddress[] lookUp(String name) throws UnknownHostException {
        if (answer.isEmpty()) {
            throw new UnknownHostException(name);
        }
        List<InetAddress> found = new ArrayList<>();
        for (String each : answer) {
            found.add(InetAddress.getByName(each));
        }
        return found.toArray(InetAddress[]::new);
    }

    private void isAt(String... hosts) {
        answer = List.of(hosts);
    }

    private static NodeSettings node(Optional<String> name, HostPort address, boolean discover) {
        return new NodeSettings(
                name,
                address,
                discover,
                NodeRole.AUTO,
                Optional.of("north"),
                Optional.empty(),
                50,
                List.of(),
                Optional.empty(),
                Optional.of(9),
                PoolOverrides.NONE,
                BackendTlsOverrides.NONE);
    }

    private static GatewaySettings settings(NodeSettings... nodes) {
        return new GatewayRig.Plan(List.of(nodes)).settings();
    }

    private static List<String> labels(GatewaySettings settings) {
        return settings.nodes().stream().map(NodeSettings::label).toList();
    }

    /** As the process does about once a second. */
    private void pass(long seconds) throws UnknownHostException {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        addresses.refresh(Set.of("10.0.0.1"));
    }

    @Test
    void makesANodeOfEachAddress() {
        isAt("10.0.0.2", "10.0.0.1");
        GatewaySettings written = settings(node(Optional.empty(), NAME, true));
        GatewaySettings expanded = new Discovery(addresses, written).expand(written);
        assertEquals(List.of("10.0.0.1:5432", "10.0.0.2:5432"), labels(expanded));
        NodeSettings first = expanded.nodes().getFirst();
        assertFalse(first.discover());
        assertEquals(Optional.of("north"), first.region());
        assertEquals(50, first.weight());
        assertEquals(Optional.of(9), first.maxBackends());
        assertEquals(Optional.of("db.example.org"), first.tls().serverName());
    }

    @Test
    void callsThemByTheNameAndTheAddress() {
        isAt("10.0.0.2", "10.0.0.1");
        GatewaySettings written = settings(node(Optional.of("db"), NAME, true));
        assertEquals(
                List.of("db@10.0.0.1", "db@10.0.0.2"),
                labels(new Discovery(addresses, written).expand(written)));
    }

    @Test
    void leavesOtherNodesAsTheyAre() {
        isAt("10.0.0.2", "10.0.0.1");
        NodeSettings fixed = node(Optional.of("fixed"), new HostPort("10.0.0.1", 5432), false);
        GatewaySettings written = settings(node(Optional.empty(), NAME, true), fixed);
        assertEquals(
                List.of("fixed", "10.0.0.2:5432"),
                labels(new Discovery(addresses, written).expand(written)));
    }

    @Test
    void isANodeItselfWhileItLeadsNowhere() {
        GatewaySettings written = settings(node(Optional.empty(), NAME, true));
        Discovery discovery = new Discovery(addresses, written);
        assertEquals(written, discovery.expand(written));
        assertEquals(Optional.empty(), discovery.moved(written));
    }

    @Test
    void followsTheName() throws Exception {
        isAt("10.0.0.1");
        GatewaySettings written = settings(node(Optional.empty(), NAME, true));
        Discovery discovery = new Discovery(addresses, written);
        GatewaySettings first = discovery.expand(written);
        isAt("10.0.0.1", "10.0.0.3");
        assertEquals(Optional.empty(), discovery.moved(first));
        pass(16);
        GatewayRig.await("it is looked up", () -> addresses.all(NAME.host()).size() == 2);
        GatewaySettings second = discovery.moved(first).orElseThrow();
        assertEquals(List.of("10.0.0.1:5432", "10.0.0.3:5432"), labels(second));
        assertEquals(Optional.empty(), discovery.moved(second));
    }

    @Test
    void keepsItsNodesWhenNobodyCanTell() throws Exception {
        isAt("10.0.0.1", "10.0.0.2");
        GatewaySettings written = settings(node(Optional.empty(), NAME, true));
        Discovery discovery = new Discovery(addresses, written);
        GatewaySettings first = discovery.expand(written);
        isAt();
        pass(16);
        pass(16);
        assertEquals(Optional.empty(), discovery.moved(first));
    }

    @Test
    void hasNoMoreNodesThanThereMayBe() {
        List<String> many = new ArrayList<>();
        for (int i = 1; i <= GatewaySettings.MOST_NODES + 1; i++) {
            many.add("10.0.1." + i);
        }
        isAt(many.subList(0, GatewaySettings.MOST_NODES).toArray(String[]::new));
        GatewaySettings written = settings(node(Optional.empty(), NAME, true));
        Discovery discovery = new Discovery(addresses, written);
        assertEquals(GatewaySettings.MOST_NODES, discovery.expand(written).nodes().size());
        isAt(many.toArray(String[]::new));
        NodeSettings other = node(Optional.empty(), new HostPort("other.example.org", 1), true);
        GatewaySettings more = settings(other);
        assertEquals(GatewaySettings.MOST_NODES, discovery.expand(more).nodes().size());
        assertTrue(discovery.isActive());
    }
}
