package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.BackendTlsSettings;
import io.howdah.gateway.config.ClientTlsSettings;
import io.howdah.gateway.config.FileMode;
import io.howdah.gateway.config.SocketSettings;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** libpq over Unix sockets. */
@EachRig(15)
class UnixSocketTest {
    private final Rig rig;

    UnixSocketTest(Rig rig) {
        this.rig = rig;
    }

    @Test
    void servesPsql() throws Exception {
        Path folder = Files.createTempDirectory("howdah-sockets");
        SocketSettings sockets =
                new SocketSettings(
                        Optional.of(folder),
                        new FileMode(0700),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ZERO,
                        100,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        Duration.ZERO);
        try (SecureFront front =
                SecureFront.start(
                        ClientTlsSettings.NONE,
                        BackendTlsSettings.DEFAULT,
                        sockets,
                        rig.direct().address())) {
            String directory = "host=" + folder + " port=" + front.endpoint().address().port();
            Tool psql = new Tool(Tool.postgres15("psql").program(), Map.of("PGSSLMODE", "prefer"));
            String shown = psql.run(front.endpoint(), "-d", directory, "-c", "\\conninfo");
            assertTrue(shown.contains("via socket in \"" + folder + "\""), shown);
            assertEquals(
                    "7\n", psql.run(front.endpoint(), "-d", directory, "-Atc", "SELECT 3 + 4"));
        }
        Files.delete(folder);
    }
}
