package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/** Debian's pg_dump and pg_restore 15, which refuse servers that are newer than they are. */
@EachRig(15)
final class PgDumpTest {
    private final Rig rig;
    private final Tool dump = Tool.postgres15("pg_dump");
    private final Tool restore = Tool.postgres15("pg_restore");

    PgDumpTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void makeCatalogue() throws Exception {
        Catalogue.make(rig.direct());
    }

    @Test
    void dumpsWhatItDumpsDirectly() throws Exception {
        String direct = plain(Catalogue.of(rig.direct()));
        assertTrue(direct.contains("CREATE SCHEMA zoo"));
        assertEquals(direct, plain(Catalogue.of(rig.howdah())));
    }

    /** Several connections share one snapshot, each on a backend that stays its own. */
    @Test
    void dumpsAndRestoresInParallel() throws Exception {
        Path folder = Scratch.folder("dump");
        String files = folder.resolve("files").toString();
        dump.run(Catalogue.of(rig.howdah()), "-Fd", "-j4", "-f", files);
        String copy = "restored_in_" + rig.mode() + "_mode";
        rig.direct().run("CREATE DATABASE \"" + copy + "\"");
        Endpoint restored = new Endpoint(rig.howdah().address(), copy);
        // The schema public has a comment that only its owner may set again: that is no error.
        restore.run(restored, "-j4", "-d", copy, files);
        assertEquals(plain(Catalogue.of(rig.direct())), plain(restored));
        Scratch.delete(folder);
    }

    private String plain(Endpoint endpoint) throws Exception {
        return dump.run(endpoint, "--restrict-key=none");
    }
}
