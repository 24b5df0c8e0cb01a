package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Debian's psql 15: what it shows through Howdah is, byte for byte, what it shows directly. */
@EachRig
final class PsqlTest {
    private static final long COPY_BYTES = 100_000_000;

    private final Rig rig;
    private final Tool psql = Tool.postgres15("psql");

    PsqlTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void makeCatalogue() throws Exception {
        Catalogue.make(rig.direct());
    }

    @Test
    void showsWhatItShowsDirectly() throws Exception {
        String script = Catalogue.file("describe.psql").toString();
        Tool.Result direct = psql.tryRun(Catalogue.of(rig.direct()), "-f", script);
        Tool.Result howdah = psql.tryRun(Catalogue.of(rig.howdah()), "-f", script);
        assertEquals(direct.errors(), howdah.errors());
        assertEquals(direct.output(), howdah.output());
        assertEquals(direct.exitCode(), howdah.exitCode());
        assertTrue(direct.output().lines().count() > 500, "the script shows little");
    }

    @Test
    void copiesAHundredMegabytesInAndOut() throws Exception {
        Path folder = Scratch.folder("copy");
        Path in = folder.resolve("in");
        Path out = folder.resolve("out");
        write(in);
        rig.direct()
                .run(
                        "DROP TABLE IF EXISTS bulk;"
                                + " CREATE UNLOGGED TABLE bulk (id int, a text, b text)");
        psql.run(rig.howdah(), "-c", "\\copy bulk FROM '" + in + "'");
        psql.run(rig.howdah(), "-c", "\\copy (SELECT * FROM bulk ORDER BY id) TO '" + out + "'");
        assertEquals(-1, Files.mismatch(in, out), "first byte that differs");
        rig.direct().run("DROP TABLE bulk");
        Scratch.delete(folder);
    }

    private static void write(Path file) throws IOException {
        String filler = "elephant ".repeat(200);
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            long written = 0;
            for (int id = 0; written < COPY_BYTES; id++) {
                String line =
                        id + "\t" + filler.substring(id % 1_000) + "\t" + id * 0x9E3779B9 + "\n";
                writer.write(line);
                written += line.length();
            }
        }
    }
}
