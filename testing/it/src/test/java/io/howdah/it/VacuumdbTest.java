package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;

/** Debian's programs that look after a database, each on several connections. */
@EachRig
final class VacuumdbTest {
    private final Rig rig;

    VacuumdbTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void makeCatalogue() throws Exception {
        Catalogue.make(rig.direct());
    }

    @Test
    void vacuumsAndAnalyzes() throws Exception {
        String analyzed = "SELECT max(last_analyze) FROM pg_stat_user_tables";
        try (Connection connection = Catalogue.of(rig.direct()).connect()) {
            String before = Sql.value(connection, analyzed);
            Tool.Result result = run("vacuumdb", "--analyze", "--jobs=3");
            assertEquals(0, result.exitCode(), result.errors());
            Await.until(
                    "tables are analyzed", () -> !Sql.value(connection, analyzed).equals(before));
        }
    }

    @Test
    void analyzesInStages() throws Exception {
        Tool.Result result = run("vacuumdb", "--analyze-in-stages", "--echo");
        assertEquals(0, result.exitCode(), result.errors());
        assertTrue(result.output().contains("SET default_statistics_target=10"), result.output());
    }

    @Test
    void reindexes() throws Exception {
        Tool.Result result = run("reindexdb", "--jobs=2", "--schema=zoo");
        assertEquals(0, result.exitCode(), result.errors());
    }

    private Tool.Result run(String program, String... arguments) throws Exception {
        return Tool.postgres15(program).tryRun(Catalogue.of(rig.howdah()), arguments);
    }
}
