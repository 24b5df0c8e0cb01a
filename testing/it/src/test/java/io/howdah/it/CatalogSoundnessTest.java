package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.base.Randomness;
import io.howdah.catalog.CatalogVerdict;
import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs functions made at random on real servers, directly and through what else can call them, and
 * looks what they did to the session: whatever changed it must have been foretold.
 */
@EachRig
final class CatalogSoundnessTest {
    private static final int FUNCTIONS = 100;

    /** Functions that call each other in loops may take for ever. */
    private static final String[] SHORT = {
        "preferQueryMode", "simple", "options", "-c statement_timeout=3s"
    };

    /**
     * Everything of a session that the functions could change, as one text. A setting of an
     * application's own that was set for a transaction is empty after it, rather than absent.
     */
    private static final String STATE =
            """
            SELECT concat_ws(' | ', current_user, session_user,
                nullif(current_setting('app.x', true), ''),
                nullif(current_setting('app.y', true), ''),
                (SELECT string_agg(name || '=' || setting, ',' ORDER BY name)
                 FROM pg_settings WHERE source = 'session'),
                (SELECT string_agg(objid || mode, ',' ORDER BY objid) FROM pg_locks
                 WHERE locktype = 'advisory' AND pid = pg_backend_pid()),
                (SELECT string_agg(c, ',' ORDER BY c) FROM pg_listening_channels() c),
                (SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class
                 WHERE relnamespace = pg_my_temp_schema()),
                (SELECT string_agg(name, ',' ORDER BY name) FROM pg_prepared_statements),
                (SELECT string_agg(name, ',' ORDER BY name) FROM pg_cursors WHERE is_holdable))
            """;

    private final Rig rig;

    CatalogSoundnessTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void onceAServer() {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION, "the pool mode does not matter here");
    }

    @Test
    void foretellsWhateverChangesASession() throws Exception {
        long seed = Randomness.secure().nextLong();
        Endpoint endpoint = CatalogRead.database(rig, "catalog_soundness");
        RandomRoutines routines = new RandomRoutines(Randomness.seeded(seed), rig.version());
        endpoint.run(routines.schema(FUNCTIONS));
        CatalogRead read = CatalogRead.of(endpoint);
        int changed = 0;
        int proven = 0;
        for (int k = 0; k < FUNCTIONS; k++) {
            String sql = routines.statement(k);
            String where = "seed " + seed + ", " + sql + "\n" + routines.source(k);
            CatalogVerdict verdict = read.verdict(sql, "public");
            if (changes(endpoint, sql)) {
                changed++;
                assertNotEquals(0, verdict.pins().size(), where);
            } else if (verdict.pins().isEmpty()) {
                proven++;
            }
            if (verdict.isReadOnly() && !verdict.needsPrimary() && sql.startsWith("SELECT")) {
                assertEquals("", refusalWhenReadOnly(endpoint, sql), where);
            }
        }
        assertTrue(changed > FUNCTIONS / 20, "only " + changed + " changed, seed " + seed);
        assertTrue(proven > FUNCTIONS / 20, "only " + proven + " proven, seed " + seed);
    }

    private static boolean changes(Endpoint endpoint, String sql) throws SQLException {
        try (Connection connection = endpoint.connect(SHORT)) {
            String before = Sql.value(connection, STATE);
            try {
                Sql.run(connection, sql);
            } catch (SQLException _) {
                // a routine may well fail; what it did until then may remain
            }
            return !before.equals(Sql.value(connection, STATE));
        }
    }

    /** The message if a read-only transaction does not allow the statement; empty if it does. */
    private static String refusalWhenReadOnly(Endpoint endpoint, String sql) throws SQLException {
        try (Connection connection = endpoint.connect(SHORT)) {
            Sql.run(connection, "BEGIN READ ONLY");
            Sql.run(connection, sql);
            return "";
        } catch (SQLException e) {
            return "25006".equals(e.getSQLState()) ? String.valueOf(e.getMessage()) : "";
        }
    }
}
