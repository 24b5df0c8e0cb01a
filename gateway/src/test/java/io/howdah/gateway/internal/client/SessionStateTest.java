package io.howdah.gateway.internal.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.internal.backend.ParameterSet;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.SettingDefaults;
import io.howdah.gateway.internal.backend.TextEffects;
import io.howdah.gateway.internal.client.SessionState.Question;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

class SessionStateTest {
    private static final SessionSettings START = SessionSettings.NONE.with("work_mem", "7MB");

    private final Pins pins = new Pins(new AtomicInteger(), () -> 0);
    private final SessionState session =
            new SessionState(START, "me", true, ParameterSet.EMPTY, pins);

    private void note(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        session.note(TextEffects.of(bytes, 0, bytes.length, true), false, false);
    }

    private Question question() {
        Question question = session.question();
        if (question == null) {
            throw new AssertionError("nothing to ask");
        }
        return question;
    }

    private void answer(Question question, Row... rows) {
        question.answered(Arrays.stream(rows).map(Row::fields).toList(), new SettingDefaults());
    }

    private record Row(List<@Nullable String> fields) {}

    private static Row row(@Nullable String... fields) {
        return new Row(Arrays.asList(fields));
    }

    @Test
    void asksNothingAboutPlainStatements() {
        note("SELECT 1");
        note("UPDATE t SET a = 1");
        note("SET LOCAL work_mem = '1MB'");
        assertTrue(session.isSettled());
        assertNull(session.question());
    }

    @Test
    void asksForWhatMayHaveChangedAndBelievesTheAnswer() {
        note("SET work_mem = '9MB'; RESET lock_timeout");
        note("SELECT set_config('app.tenant', 'a', false)");
        assertFalse(session.isSettled());
        Question question = question();
        assertEquals(Set.of("app.tenant", "lock_timeout", "work_mem"), question.settings());
        answer(
                question,
                row("s", "app.tenant", ""),
                row("s", "lock_timeout", "5s"),
                row("s", "work_mem", "8MB"));
        assertTrue(session.isSettled());
        assertEquals(
                SessionSettings.NONE.with("work_mem", "8MB").with("lock_timeout", "5s"),
                session.wanted());
    }

    @Test
    void isNotSettledByAnAnswerToAnEarlierQuestion() {
        note("SET work_mem = '1MB'");
        Question first = question();
        note("SET work_mem = '2MB'");
        assertNull(session.question(), "one at a time");
        answer(first, row("s", "work_mem", "1MB"));
        assertFalse(session.isSettled());
        assertEquals(Set.of("work_mem"), question().settings());
    }

    @Test
    void leadsBackToItsStart() {
        note("SET work_mem = '1MB'");
        answer(question(), row("s", "work_mem", "1MB"));
        session.wereReset(Set.of("work_mem", "lock_timeout"));
        assertEquals(START, session.wanted());
    }

    @Test
    void keepsItsRoleWhenAllIsReset() {
        note("SET ROLE admin; SET lock_timeout = 1");
        answer(question(), row("s", "lock_timeout", "1ms"), row("s", "role", "admin"));
        session.allWereReset();
        assertEquals(START.with("role", "admin"), session.wanted());
        note("SET ROLE NONE");
        answer(question(), row("s", "role", "none"));
        assertEquals(START, session.wanted());
    }

    /** The transaction may yet be rolled back. */
    @Test
    void asksForItsStartWhenAllIsReset() {
        note("SET work_mem TO DEFAULT");
        answer(question());
        note("SET ROLE admin");
        answer(question(), row("s", "role", "admin"));
        note("RESET ALL");
        assertEquals(Set.of("role", "work_mem"), question().settings());
    }

    /** What no session can set, none can reset: it must not be taken for this one's. */
    @Test
    void asksOnlyForWhatIsItsOwnAfterAFailure() {
        note("SET work_mem = '1MB'");
        Question plain = question();
        assertFalse(plain.sql().contains("pg_settings"));
        answer(plain, row("s", "work_mem", "1MB"));
        note("SET max_connections = 10");
        session.failed();
        Question careful = question();
        assertTrue(careful.sql().contains("pg_settings"));
        answer(careful);
        assertNull(session.wanted().value("max_connections"));
    }

    @Test
    void pinsWhatItCannotRead() {
        note("SELECT set_config($1, $2, false)");
        assertEquals(Set.of(Pin.SETTINGS), pins.reasons());
        assertNull(session.question(), "no answer would let it go");
        session.discarded();
        assertTrue(pins.isEmpty());
        assertTrue(session.isSettled());
    }

    @Test
    void isPinnedAsLongAsItsTemporaryTableIsThere() {
        note("CREATE TEMP TABLE t (a int)");
        answer(question(), row("h", "TEMPORARY", null));
        assertEquals(Set.of(Pin.TEMPORARY), pins.reasons());
        note("SELECT 1");
        assertNull(session.question(), "nothing has changed");
        note("DROP TABLE t");
        answer(question());
        assertTrue(pins.isEmpty());
    }

    @Test
    void knowsWhatSqlHasPrepared() {
        note("PREPARE a AS SELECT 1; PREPARE b AS SELECT 2");
        note("PREPARE a AS SELECT 3");
        answer(question(), row("p", "a", "PREPARE a AS SELECT 1; PREPARE b AS SELECT 2"));
        assertEquals("{a=PREPARE a AS SELECT 1}", session.prepared().texts().toString());
        assertTrue(session.mayHavePrepared("a"));
        note("DEALLOCATE a");
        answer(question());
        assertTrue(session.prepared().texts().isEmpty());
    }

    @Test
    void keepsWhatADeallocateThatFailedHasLeft() {
        note("PREPARE a AS SELECT 1");
        answer(question(), row("p", "a", null));
        note("DEALLOCATE a");
        answer(question(), row("p", "a", null));
        assertEquals("{a=PREPARE a AS SELECT 1}", session.prepared().texts().toString());
    }

    @Test
    void knowsWhatAStatementSetsBeforeItIsKnownToBeThere() {
        note("PREPARE a AS SELECT set_config('lock_timeout', '1', false)");
        Question first = question();
        note("EXECUTE a");
        note("PREPARE b AS SELECT 2");
        answer(first, row("p", "a", null));
        assertEquals(Set.of("lock_timeout"), question().settings());
    }

    @Test
    void asksForWhatResetAllMayResetBeforeItIsKnownToBeSet() {
        note("SET work_mem = '1MB'");
        Question first = question();
        note("BEGIN; RESET ALL; ROLLBACK");
        answer(first, row("s", "work_mem", "1MB"));
        assertEquals(Set.of("work_mem"), question().settings());
    }

    @Test
    void doesNotKeepWhatCannotBeReset() {
        note("SET seed = 0.5; SET transaction_isolation = 'serializable'");
        assertNull(session.question());
    }

    @Test
    void asksForWhatWasPreparedAfterAllWereDropped() {
        note("PREPARE a AS SELECT 1; DEALLOCATE ALL; PREPARE b AS SELECT 2");
        session.preparedDiscarded();
        answer(question(), row("p", "b", null));
        assertEquals("{b=PREPARE b AS SELECT 2}", session.prepared().texts().toString());
    }

    @Test
    void isPinnedByAStatementOfWhichItDoesNotKnowTheText() {
        note("PREPARE a AS SELECT 1");
        answer(question(), row("p", "a", null), row("p", "b", null));
        assertEquals(Set.of(Pin.SQL_PREPARE), pins.reasons());
    }

    /** It is run when it is executed, not when it is prepared. */
    @Test
    void asksForWhatAPreparedStatementSets() {
        note("PREPARE a AS SELECT set_config('lock_timeout', '1', false)");
        answer(question(), row("p", "a", null), row("s", "lock_timeout", "0"));
        note("EXECUTE a");
        assertEquals(Set.of("lock_timeout"), question().settings());
    }

    @Test
    void staysWithItsBackendWhenThereIsNoAnswer() {
        note("SET work_mem = '1MB'");
        question().unanswered();
        assertEquals(Set.of(Pin.SETTINGS), pins.reasons());
    }

    @Test
    void keepsABackendRatherThanManySettings() {
        for (int i = 0; i < 199; i++) {
            note("SET app.s" + i + " = '1'");
        }
        assertFalse(pins.contains(Pin.SETTINGS));
        note("SET app.more = '1'");
        assertTrue(pins.contains(Pin.SETTINGS));
    }
}
