package io.howdah.gateway.internal.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.internal.listen.ListenAction.DiscardAll;
import io.howdah.gateway.internal.listen.ListenAction.End;
import io.howdah.gateway.internal.listen.ListenAction.Listen;
import io.howdah.gateway.internal.listen.ListenAction.Release;
import io.howdah.gateway.internal.listen.ListenAction.RollbackTo;
import io.howdah.gateway.internal.listen.ListenAction.Savepoint;
import io.howdah.gateway.internal.listen.ListenAction.Unlisten;
import io.howdah.gateway.internal.listen.ListenAction.UnlistenAll;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

final class ListenTextTest {
    private static Optional<List<ListenAction>> of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ListenText.actions(bytes, 0, bytes.length, true, StandardCharsets.UTF_8);
    }

    private static void assertActions(String text, ListenAction... actions) {
        assertEquals(Optional.of(List.of(actions)), of(text), text);
    }

    private static boolean mayNotify(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ListenText.mayNotify(bytes, 0, bytes.length);
    }

    @Test
    void readsNamesAsPostgresqlDoes() {
        assertActions("LISTEN News", new Listen("news"));
        assertActions("listen /* to */ \"Ne\"\"ws\" ;", new Listen("Ne\"ws"));
        assertActions("LISTEN naïve", new Listen("naïve"));
        assertActions("LISTEN " + "x".repeat(70), new Listen("x".repeat(63)));
    }

    @Test
    void saysWhatItCannotTell() {
        assertEquals(Optional.empty(), of("LISTEN U&\"d\\0061ta\""));
        assertEquals(Optional.empty(), of("LISTEN ÉTÉ"));
        assertEquals(Optional.empty(), of("LISTEN \"" + "é".repeat(40) + "\""));
    }

    @Test
    void readsEveryStatementOfAText() {
        assertActions(
                "BEGIN; SAVEPOINT s; LISTEN a; SELECT 'LISTEN b'; UNLISTEN c; UNLISTEN *;"
                        + " ROLLBACK TO s; RELEASE s; COMMIT",
                new Savepoint("s"),
                new Listen("a"),
                new Unlisten("c"),
                new UnlistenAll(),
                new RollbackTo("s"),
                new Release("s"),
                new End());
    }

    @Test
    void readsAllFormsOfSavepoints() {
        assertActions("ROLLBACK WORK TO SAVEPOINT a", new RollbackTo("a"));
        assertActions("rollback transaction to A", new RollbackTo("a"));
        assertActions("RELEASE SAVEPOINT \"A\"", new Release("A"));
        assertActions("ROLLBACK", new End());
        assertActions("ABORT AND CHAIN", new End());
        assertActions("END", new End());
        assertActions("DISCARD ALL", new DiscardAll());
        assertActions("DISCARD PLANS");
    }

    @Test
    void leavesToPostgresqlWhatIsNoStatement() {
        assertActions("LISTEN");
        assertActions("LISTEN 'a'");
        assertActions("");
        assertActions(";; SELECT listen FROM x");
    }

    @Test
    void seesWhoMayNotify() {
        assertTrue(mayNotify("NOTIFY a"));
        assertTrue(mayNotify("SELECT Pg_Notify($1, $2)"));
        assertFalse(mayNotify("SELECT notif"));
        assertFalse(mayNotify(""));
    }
}
