package io.howdah.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.app.config.Configuration;
import io.howdah.app.config.Origin;
import io.howdah.base.Secret;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.ServerControls;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class ReloaderTest {
    private static final String FILE =
            """
            listen: 127.0.0.1:7000
            nodes: [{address: "db1:5432"}]
            users: [{name: app, password: one}]
            pool: {size: 5}
            """;

    private final Path file;
    private final Origin origin;

    ReloaderTest(@TempDir Path directory) {
        this.file = directory.resolve("howdah.yaml");
        this.origin = Origin.of(new Configuration(directory, Map.of()), Path.of("howdah.yaml"));
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(file, FILE);
    }

    private Reloader reloader() throws InvalidConfiguration {
        return Reloader.of(origin, new PrintWriter(Writer.nullWriter()));
    }

    private void replace(String before, String after) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(before), before);
        Files.writeString(file, text.replace(before, after));
    }

    // ---- RELOAD

    @Test
    void tellsWhatHasChanged() throws Exception {
        Reloader reloader = reloader();
        assertEquals(List.of(), reloader.reload());
        replace("size: 5", "size: 9");
        replace("password: one", "password: two");
        assertEquals(
                List.of("users[app].password: *** -> ***", "pool.size: 5 -> 9"), reloader.reload());
        assertEquals(9, reloader.settings().pool().size());
        assertEquals(
                "two",
                reloader.settings().users().getFirst().password().map(Secret::reveal).orElse(""));
        assertEquals(List.of(), reloader.reload());
    }

    @Test
    void leavesWhatCountsAtTheStartOnlyAndSaysSoEachTime() throws Exception {
        Reloader reloader = reloader();
        replace("listen: 127.0.0.1:7000", "listen: 127.0.0.1:7001\nthreads: 3");
        List<String> told =
                List.of(
                        "listen: 127.0.0.1:7000 -> 127.0.0.1:7001 (at the next start)",
                        "threads: 0 -> 3 (at the next start)");
        assertEquals(told, reloader.reload());
        assertEquals(told, reloader.reload());
        GatewaySettings settings = reloader.settings();
        assertEquals(7_000, settings.listen().first().port());
        assertEquals(0, settings.threads());
    }

    @Test
    void changesNothingWhenAnythingIsWrong() throws Exception {
        Reloader reloader = reloader();
        GatewaySettings before = reloader.settings();
        replace("pool: {size: 5}", "pool: {size: 9, minimun: 1}\nclients: {max: many}");
        InvalidConfiguration refusal = assertThrows(InvalidConfiguration.class, reloader::reload);
        assertEquals(
                """
                howdah.yaml:4: pool.minimun: is not a known key; did you mean minimum?
                howdah.yaml:5: clients.max: expected a whole number, found 'many'\
                """,
                refusal.getMessage());
        assertEquals(before, reloader.settings());
    }

    @Test
    void refusesFilesThatCannotBeReadAllAtOnce() throws Exception {
        Reloader reloader = reloader();
        replace(
                "pool: {size: 5}",
                """
                pool: {size: 9}
                auth: {hba: "hots all all scram-sha-256"}
                tls: {mode: require, certificate-file: no.crt, key-file: no.key}
                """);
        InvalidConfiguration refusal = assertThrows(InvalidConfiguration.class, reloader::reload);
        assertTrue(refusal.getMessage().contains("hots"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("no.crt"), refusal.getMessage());
        assertEquals(5, reloader.settings().pool().size());
    }

    @Test
    void refusesAFileThatIsGone() throws Exception {
        Reloader reloader = reloader();
        Files.delete(file);
        assertThrows(InvalidConfiguration.class, reloader::reload);
        assertEquals(5, reloader.settings().pool().size());
    }

    @Test
    void refusesOpenDoorsOnAnAddressThatItListensOnStill() throws Exception {
        replace("127.0.0.1:7000", "0.0.0.0:7000");
        Reloader reloader = reloader();
        replace("0.0.0.0:7000", "127.0.0.1:7000\nauth: {method: trust}");
        assertThrows(InvalidConfiguration.class, reloader::reload);
    }

    // ---- SET

    @Test
    void setsOneValueUntilTheNextReload() throws Exception {
        Reloader reloader = reloader();
        replace("size: 5", "size: 6");
        assertEquals(
                List.of("pool.query-timeout: 0s -> 3s"), reloader.set("pool.query-timeout", "3s"));
        assertEquals(List.of("pool.size: 5 -> 8"), reloader.set("pool.size", "8"));
        assertEquals(Duration.ofSeconds(3), reloader.settings().pool().queryTimeout());
        reloader.reload();
        assertEquals(6, reloader.settings().pool().size());
        assertEquals(Duration.ZERO, reloader.settings().pool().queryTimeout());
    }

    @Test
    void setsOnlyWhatThereIsAndCanChange() throws Exception {
        Reloader reloader = reloader();
        for (String key : List.of("pool.sice", "threads", "pool", "nodes", "listen", "sockets.x")) {
            assertThrows(InvalidConfiguration.class, () -> reloader.set(key, "1"), key);
        }
        assertThrows(InvalidConfiguration.class, () -> reloader.set("pool.size", "-1"));
        assertEquals(5, reloader.settings().pool().size());
    }

    @Test
    void tellsTheConsole() throws Exception {
        OperatorControls controls =
                new OperatorControls(new StopRequests(), reloader(), ServerControls.NONE);
        assertTrue(controls.isChangeable("pool.size"));
        assertTrue(controls.isChangeable("drain-timeout"));
        assertFalse(controls.isChangeable("threads"));
        assertFalse(controls.isChangeable("sockets.backlog"));
        assertFalse(controls.isChangeable("users"));
        assertFalse(controls.isChangeable("pool"));
        replace("size: 5", "size: five");
        ControlRefused refusal = assertThrows(ControlRefused.class, controls::reload);
        assertEquals("RELOAD refused, nothing has changed: 1 problem", refusal.failure().message());
    }
}
