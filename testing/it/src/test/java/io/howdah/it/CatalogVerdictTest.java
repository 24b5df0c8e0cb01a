package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.catalog.CatalogVerdict;
import io.howdah.gateway.config.PoolMode;
import io.howdah.sql.Access;
import io.howdah.sql.SqlText;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What is said of statements that reach good and bad objects of real databases. */
@EachRig
final class CatalogVerdictTest {
    private final Rig rig;

    CatalogVerdictTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void onceAServer() {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION, "the pool mode does not matter here");
    }

    @Test
    void findsEveryBadObjectAndProvesTheGoodOnes() throws Exception {
        Endpoint endpoint = CatalogRead.database(rig, "catalog_verdicts");
        endpoint.run(Catalogue.text("catalogue-bad.sql"));
        endpoint.run(Catalogue.text("catalogue-good.sql"));
        CatalogRead read = CatalogRead.of(endpoint);
        List<String> wrong = new ArrayList<>();
        int statements = 0;
        for (String line : Catalogue.text("catalogue-statements.txt").lines().toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                int colon = line.indexOf(": ");
                String sql = line.substring(colon + 2);
                CatalogVerdict verdict = read.verdict(sql, "bad", "good", "public");
                statements++;
                if (!word(verdict, access(sql)).equals(line.substring(0, colon))) {
                    wrong.add(line + " but " + word(verdict, access(sql)) + ": " + verdict);
                }
            }
        }
        assertTrue(statements > 100);
        assertEquals(List.of(), wrong);
    }

    private static Access access(String sql) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        return SqlText.parse(text, 0, text.length, true).statements().getFirst().access();
    }

    private static String word(CatalogVerdict verdict, Access access) {
        if (!verdict.pins().isEmpty()) {
            return "pins";
        } else if (!verdict.isReadOnly() || access != Access.READS) {
            return "writes";
        } else if (verdict.dependsOnSession()) {
            return "session";
        } else if (verdict.needsPrimary()) {
            return "primary";
        }
        return verdict.readsSettings() ? "settings" : "reads";
    }

    @Test
    void provesTheZooHarmlessWhereItIs() throws Exception {
        Catalogue.make(rig.direct());
        CatalogRead read = CatalogRead.of(Catalogue.of(rig.direct()));
        assertTrue(read.verdict("SELECT 1", "public").isReadOnly());
        assertTrue(read.verdict("SELECT count(*) FROM pg_class", "public").isReadOnly());
    }
}
