package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Drivers of other languages; each script in {@code drivers} names the checks it passed. */
@EachRig
final class OtherDriversTest {
    private static final Path DRIVERS = Path.of("drivers").toAbsolutePath();

    private final Rig rig;

    OtherDriversTest(Rig rig) {
        this.rig = rig;
    }

    @Test
    void servesNodePostgres() throws Exception {
        Path folder = DRIVERS.resolve("node");
        Peer.require(folder.resolve("node_modules/pg"), "`npm ci` in " + folder);
        Path node = Peer.program("node", "nodejs");
        String passed = new Tool(node).run(rig.howdah(), folder.resolve("check.js").toString());
        assertEquals(
                List.of(
                        "parameters",
                        "prepared",
                        "errors",
                        "transactions",
                        "cursors",
                        "copies",
                        "notifications",
                        "pools"),
                passed.lines().toList());
    }

    @Test
    void servesPsycopg() throws Exception {
        Peer.require(Path.of("/usr/lib/python3/dist-packages/psycopg2"), "python3-psycopg2");
        Tool python = new Tool(Path.of("/usr/bin/python3"), Map.of("PYTHONDONTWRITEBYTECODE", "1"));
        String script = DRIVERS.resolve("python/check.py").toString();
        assertEquals(
                List.of(
                        "parameters",
                        "prepared",
                        "errors",
                        "transactions",
                        "cursors",
                        "copies",
                        "batches",
                        "notifications",
                        "cancels"),
                python.run(rig.howdah(), script).lines().toList());
    }
}
