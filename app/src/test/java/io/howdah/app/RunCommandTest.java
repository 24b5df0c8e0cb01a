package io.howdah.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@Timeout(30)
class RunCommandTest {
    private final Path directory;
    private final Terminal terminal;

    RunCommandTest(@TempDir Path directory) {
        this.directory = directory;
        this.terminal = new Terminal(directory, Map.of("DB", "db9:5432"));
    }

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("userlist.txt"), "\"app\" \"secret\"\n");
        Files.writeString(
                directory.resolve("howdah.yaml"),
                """
                auth:
                  users-file: userlist.txt
                nodes:
                  - address: ${DB}
                drain-timeout: 7s
                """);
    }

    @Test
    void startsWithOptionsAlone() {
        assertEquals(
                0,
                terminal.run(
                        "run",
                        "--node",
                        "db1:5432",
                        "--node=db2:5432",
                        "--listen",
                        "0.0.0.0:7000",
                        "--auth-file",
                        "userlist.txt",
                        "--pool-mode",
                        "session",
                        "--pool-size",
                        "7"));
        GatewaySettings settings = terminal.settings();
        assertEquals(
                List.of("db1:5432", "db2:5432"),
                settings.nodes().stream().map(node -> node.address().toString()).toList());
        assertEquals(new HostPort("0.0.0.0", 7000), settings.listen().first());
        assertEquals(AuthMethod.SCRAM, settings.auth().method());
        assertEquals("app", settings.users().getFirst().name());
        assertEquals(PoolMode.SESSION, settings.pool().mode());
        assertEquals(7, settings.pool().size());
        assertTrue(terminal.err.toString().contains("listening on 0.0.0.0:7000 in front of db1"));
    }

    @Test
    void startsWithFile() {
        assertEquals(0, terminal.run("run", "--config", "howdah.yaml"));
        assertEquals(new HostPort("db9", 5432), terminal.settings().nodes().getFirst().address());
    }

    @Test
    void trustsOnLoopback() {
        assertEquals(0, terminal.run("run", "--node", "db1:5432", "--auth", "trust"));
        assertEquals(AuthMethod.TRUST, terminal.settings().auth().method());
        assertEquals(List.of(), terminal.settings().users());
    }

    @Test
    void refusesToTrustOtherMachines() {
        assertEquals(
                3,
                terminal.run(
                        "run", "--node", "db1:5432", "--auth", "trust", "--listen", "0.0.0.0:1"));
        assertTrue(
                terminal.err
                        .toString()
                        .startsWith("--listen: listen: 0.0.0.0:1 can be reached from other"),
                terminal.err.toString());
        assertEquals(List.of(), terminal.events);
    }

    @Test
    void namesEveryWrongOption() {
        assertEquals(
                3,
                terminal.run(
                        "run",
                        "--node",
                        "db1",
                        "--auth",
                        "trust",
                        "--pool-size",
                        "many",
                        "--pool-mode",
                        "sometimes"));
        String err = terminal.err.toString();
        assertTrue(err.contains("--node: nodes[0].address: 'db1' is not HOST:PORT"), err);
        assertTrue(err.contains("--pool-size: pool.size: expected a whole number"), err);
        assertTrue(
                err.contains(
                        "--pool-mode: pool.mode: expected session or transaction or"
                                + " statement, found"),
                err);
        assertTrue(err.endsWith("howdah: 3 problems\n"), err);
    }

    @Test
    void asksForServers() {
        assertEquals(2, terminal.run("run"));
        assertEquals(
                "howdah: which servers? Give --config FILE or --node HOST:PORT\n",
                terminal.err.toString());
    }

    @Test
    void asksForUsers() {
        assertEquals(2, terminal.run("run", "--node", "db1:5432"));
        assertTrue(terminal.err.toString().contains("who may log in?"));
    }

    @Test
    void refusesOptionsBesideFile() {
        assertEquals(2, terminal.run("run", "--config", "howdah.yaml", "--pool-size", "3"));
        assertEquals(
                "howdah: --pool-size belongs in the file, when there is --config\n",
                terminal.err.toString());
    }

    @Test
    void tellsInOneLineThatItCannotListen() {
        assertEquals(
                4,
                terminal.withFailingListener(
                                "cannot listen on 127.0.0.1:6432: Address already in use")
                        .run("run", "--config", "howdah.yaml"));
        assertEquals(
                "howdah: cannot listen on 127.0.0.1:6432: Address already in use\n",
                terminal.err.toString());
    }

    @Test
    void stopsFast() {
        assertEquals(0, terminal.withStop(Stop.FAST).run("run", "--config", "howdah.yaml"));
        assertEquals(List.of("gateway started", "gateway closed"), terminal.events);
    }

    @Test
    void drains() {
        assertEquals(0, terminal.withStop(Stop.DRAIN).run("run", "--config", "howdah.yaml"));
        assertEquals(
                List.of("gateway started", "gateway drains for 7 s", "gateway closed"),
                terminal.events);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void waitsForItsClientsToLeaveWhenAnotherProcessHasTakenOver() {
        assertEquals(0, terminal.withStop(Stop.WHEN_EMPTY).run("run", "--config", "howdah.yaml"));
        assertEquals(
                List.of(
                        "gateway started",
                        "gateway waits for its clients to leave",
                        "gateway closed"),
                terminal.events);
    }

    @Test
    void stopsAtOnceWhenAskedDuringDrain() throws InterruptedException {
        Thread operator =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        terminal.draining.await();
                                        terminal.stops.request(Stop.DRAIN);
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
        assertEquals(
                0,
                terminal.withStop(Stop.DRAIN)
                        .withEndlessDrain()
                        .run("run", "--config", "howdah.yaml"));
        assertEquals("gateway closed", terminal.events.getLast());
        assertTrue(terminal.err.toString().contains("asked again: stopping at once"));
        assertFalse(Thread.currentThread().isInterrupted());
        operator.join();
    }
}
