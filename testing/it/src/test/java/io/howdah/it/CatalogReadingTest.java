package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.time.Duration;

/** Howdah reads the catalogues of the databases that its clients use, on their own pools. */
@EachRig
final class CatalogReadingTest {
    private final Rig rig;

    CatalogReadingTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void onceAServer() {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION, "the pool mode does not matter here");
    }

    @Test
    void readsWhenTheFirstClientComesAndAfterDefinitions() throws Exception {
        Endpoint database = CatalogRead.database(rig, "catalog_reading");
        Duration never = Duration.ofDays(1);
        try (Front front = Front.of(PoolMode.TRANSACTION, 1, never, database.address())) {
            Endpoint howdah = new Endpoint(front.endpoint().address(), database.database());
            try (Connection connection = howdah.connect()) {
                Await.until("it is read", () -> front.figure("howdah_catalogs") == 1);
                assertEquals(1, front.figure("howdah_catalogs_read_total"));
                Sql.run(connection, "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
                Await.until(
                        "it is read again", () -> front.figure("howdah_catalogs_read_total") == 2);
                assertEquals("1", Sql.value(connection, "SELECT f()"));
                assertEquals("on", Sql.value(connection, "SHOW jit"));
            }
            front.awaitQuiet();
            assertEquals(0, front.figure("howdah_catalogs_failed_total"));
        }
    }
}
