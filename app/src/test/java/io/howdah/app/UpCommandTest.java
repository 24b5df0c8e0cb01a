package io.howdah.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.control.ServerControls.ServerChange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@Timeout(30)
class UpCommandTest {
    private final Terminal terminal = new Terminal(Path.of("/somewhere"), Map.of());

    @Test
    void startsClusterAndGatewayAndStopsThemInTurn() {
        assertEquals(0, terminal.run("up", "--port", "0"));
        assertEquals(
                List.of("cluster started", "gateway started", "gateway closed", "cluster closed"),
                terminal.events);
    }

    @Test
    void asksForPasswordOnLoopback() {
        assertEquals(0, terminal.run("up", "--port", "0"));
        GatewaySettings settings = terminal.settings();
        assertEquals(new HostPort("127.0.0.1", 0), settings.listen().first());
        assertEquals(AuthMethod.SCRAM, settings.auth().method());
        assertEquals("howdah", settings.users().getFirst().name());
        assertEquals("howdah", settings.users().getFirst().password().orElseThrow().reveal());
        assertEquals(
                List.of("primary", "replica-1"),
                settings.nodes().stream().map(NodeSettings::label).toList());
    }

    @Test
    void letsItsUserSteerItsServers() throws Exception {
        assertEquals(0, terminal.run("up", "--port", "0"));
        assertEquals(List.of("howdah"), terminal.settings().admin().users());
        terminal.servers().change("replica-1", new ServerChange.Stop());
        assertEquals("replica-1: Stop[]", terminal.events.getLast());
    }

    @Test
    void tellsHowToConnect() {
        assertEquals(0, terminal.run("up", "--port", "0", "--data", "d"));
        String out = terminal.out.toString();
        assertTrue(out.contains("psql postgresql://howdah:howdah@127.0.0.1:0/howdah\n"), out);
        assertTrue(out.contains("pgbench -i"), out);
        assertTrue(out.contains("/howdah_admin -c 'show nodes'\n"), out);
        assertTrue(out.contains("./howdah node stop replica-1 --port 0\n"), out);
        assertTrue(out.contains("primary    127.0.0.1:5001\n  replica-1  127.0.0.1:5002\n"), out);
        assertTrue(out.contains("/somewhere/d\n"), out);
        assertFalse(out.contains("select"), out);
    }

    @Test
    void loadsDemoWithProgress() {
        assertEquals(0, terminal.run("up", "--port", "0", "--demo", "--scale", "3"));
        assertTrue(terminal.events.contains("demo loaded at scale 3"));
        String out = terminal.out.toString();
        assertTrue(out.contains("Loading the demo: 50 %\nLoading the demo: 100 %\n"), out);
        assertTrue(out.contains("from blogs"), out);
    }

    @Test
    void refusesScaleWithoutDemo() {
        assertEquals(2, terminal.run("up", "--scale", "3"));
        assertTrue(terminal.err.toString().contains("add --demo"));
    }

    @Test
    void refusesNumberOutOfRange() {
        assertEquals(2, terminal.run("up", "--replicas", "99"));
        assertEquals(
                "howdah: --replicas is a number within 0..16, not '99'\n", terminal.err.toString());
    }

    @Test
    void tellsThatPortIsTakenBeforeStartingServers() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertEquals(4, terminal.run("up", "--port", Integer.toString(port)));
            assertEquals(
                    "howdah: cannot listen on 127.0.0.1:%d: Address already in use; choose another port with --port\n"
                            .formatted(port),
                    terminal.err.toString());
            assertEquals(List.of(), terminal.events);
        }
    }

    @Test
    void tellsInOneLineThatServersCannotRun() {
        assertEquals(5, terminal.withFailingCluster("the disk is full").run("up", "--port", "0"));
        assertEquals("howdah: the disk is full\n", terminal.err.toString());
    }

    @Test
    void stopsServersWhenAskedBeforeClientsCanConnect() {
        terminal.stops.request(Stop.FAST);
        assertEquals(0, terminal.run("up", "--port", "0"));
        assertEquals(List.of(), terminal.events);
    }
}
