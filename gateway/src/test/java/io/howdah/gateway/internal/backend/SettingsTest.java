package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.error.Failure;
import io.howdah.sql.SqlLiteral;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.ErrorFields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;

/** Session settings, reported parameters and what is read of an error. */
class SettingsTest {
    private static SessionSettings settings(String... pairs) {
        TreeMap<String, String> values = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new SessionSettings(values);
    }

    @Test
    void changesNothingBetweenEqualSettings() {
        assertNull(settings("a", "1").statementTowards(settings("a", "1"), SqlLiteral::of));
        assertNull(SessionSettings.NONE.statementTowards(SessionSettings.NONE, SqlLiteral::of));
    }

    @Test
    void leavesOutWhatNoAnswerDependsOn() {
        assertEquals(
                settings("a", "1", "howda", "2", "howdahs.x", "3"),
                settings(
                                "a",
                                "1",
                                "application_name",
                                "me",
                                "howda",
                                "2",
                                "howdah.route",
                                "any",
                                "howdah.token",
                                "",
                                "howdahs.x",
                                "3")
                        .decisive());
        assertSame(SessionSettings.NONE, SessionSettings.NONE.decisive());
    }

    @Test
    void resetsWhatIsNotWantedAndSetsWhatDiffers() {
        assertEquals(
                "SELECT pg_catalog.set_config(E'a',NULL,false),"
                        + "pg_catalog.set_config(E'c',E'4',false)",
                settings("a", "1", "b", "2", "c", "3")
                        .statementTowards(settings("b", "2", "c", "4"), SqlLiteral::of));
    }

    @Test
    void quotesWhateverAValueHolds() {
        assertEquals(
                "SELECT pg_catalog.set_config(E'a''b',E'\\\\''); DROP TABLE x --',false)",
                SessionSettings.NONE.statementTowards(
                        settings("a'b", "\\'); DROP TABLE x --"), SqlLiteral::of));
    }

    /** Whoever has become somebody else might not be allowed the rest. */
    @Test
    void givesUpItsRoleFirstAndTakesItOnLast() {
        assertEquals(
                "SELECT pg_catalog.set_config(E'role',NULL,false),"
                        + "pg_catalog.set_config(E'log_duration',E'on',false),"
                        + "pg_catalog.set_config(E'session_authorization',E'b',false),"
                        + "pg_catalog.set_config(E'role',E'a',false)",
                settings("role", "a")
                        .statementTowards(
                                settings(
                                        "log_duration",
                                        "on",
                                        "role",
                                        "a",
                                        "session_authorization",
                                        "b"),
                                SqlLiteral::of));
    }

    /** Of its two parts a value may name one. */
    @Test
    void resetsDateStyleBeforeItIsSet() {
        assertEquals(
                "SELECT pg_catalog.set_config(E'datestyle',NULL,false),"
                        + "pg_catalog.set_config(E'datestyle',E'ISO',false)",
                settings("datestyle", "German, DMY")
                        .statementTowards(settings("datestyle", "ISO"), SqlLiteral::of));
    }

    @Test
    void preparesAgainWhatSqlHasPrepared() {
        SqlStatements mine = new SqlStatements(new TreeMap<>(Map.of("a", "PREPARE a AS x --")));
        SqlStatements other =
                new SqlStatements(new TreeMap<>(Map.of("a", "PREPARE a AS y", "B\"", "z")));
        assertNull(mine.statementsTowards(mine));
        assertEquals(
                "DEALLOCATE \"B\"\"\";DEALLOCATE \"a\";PREPARE a AS x --\n;",
                other.statementsTowards(mine));
        assertEquals("DEALLOCATE \"a\";", mine.statementsTowards(SqlStatements.NONE));
    }

    @Test
    void knowsWhatAServerMayRefuseLater() {
        SessionSettings plain = settings("search_path", "a", "timezone", "UTC");
        SessionSettings own = settings("plv8.start_proc", "f", "search_path", "b");
        assertFalse(SessionSettings.NONE.mayBeRefused(plain));
        assertFalse(plain.mayBeRefused(SessionSettings.NONE));
        assertTrue(plain.mayBeRefused(own));
        assertTrue(own.mayBeRefused(plain));
        assertFalse(own.mayBeRefused(own.with("search_path", "a")));
    }

    /** Until that is certain, nothing of the next session's may be sent. */
    @Test
    void expectsThatToBecomeOneselfAgainMayBeRefused() {
        SessionSettings other = settings("role", "admin");
        assertTrue(other.mayBeRefused(SessionSettings.NONE));
        assertTrue(SessionSettings.NONE.mayBeRefused(other));
        assertTrue(other.mayBeRefused(other.with("search_path", "a")));
    }

    @Test
    void keepsWhatBothHaveButForWhoOneIs() {
        assertEquals(
                settings("b", "2"),
                settings("a", "1", "b", "2", "c", "3", "role", "x")
                        .keptIn(settings("b", "2", "c", "4", "d", "5", "role", "x")));
    }

    @Test
    void tellsOnlyTheParametersThatChanged() {
        ParameterSet old = ParameterSet.EMPTY.with("a", "1").with("b", "2");
        ParameterSet now = old.with("b", "3").with("c", "4");
        Map<String, String> told = new TreeMap<>();
        now.changesSince(old, told::put);
        assertEquals(Map.of("b", "3", "c", "4"), told);
        assertSame(now, now.with("c", "4"));
    }

    @Test
    void readsTheFieldsOfAnErrorAsFarAsTheyHaveCome() {
        ByteBuf frame = Unpooled.buffer();
        Failure failure = Failure.reported("57P01", "bye").withDetail("more");
        new ErrorResponse(ErrorFields.of("FATAL", failure)).encode(frame);
        ErrorSummary whole = ErrorSummary.of(frame, 5, frame.writerIndex());
        assertEquals(new ErrorSummary("FATAL", "57P01", "bye", "more", ""), whole);
        assertTrue(whole.isFatal());
        for (int end = 5; end < frame.writerIndex(); end++) {
            assertTrue("57P01".startsWith(ErrorSummary.of(frame, 5, end).sqlState()));
        }
    }
}
