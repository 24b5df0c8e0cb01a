package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.howdah.gateway.internal.backend.BackendStatements.Need;

import org.junit.jupiter.api.Test;

class BackendStatementsTest {
    private static final TextEffects PLAIN = TextEffects.UNKNOWN;

    private final BackendStatements table = new BackendStatements(2);
    private final Exchange first = new Exchange(new Nobody(), 0);
    private final Exchange second = new Exchange(new Nobody(), 0);
    private final Statement a = statement(1);
    private final Statement b = statement(2);
    private final Statement c = statement(3);

    private static Statement statement(int number) {
        byte[] definition = {(byte) number, 0, 0, 0};
        return new Statement(number, new Statement.Identity(definition, "", 0), PLAIN);
    }

    private void prepare(Statement statement) {
        table.sent(statement, first);
        table.prepared(statement);
    }

    @Test
    void letsOnlyTheExchangeThatPreparesBuildOnIt() {
        assertEquals(Need.PARSE, table.need(a, first));
        table.sent(a, first);
        assertEquals(Need.NOTHING, table.need(a, first));
        assertEquals(Need.WAIT, table.need(a, second));
        table.prepared(a);
        assertEquals(Need.NOTHING, table.need(a, second));
    }

    @Test
    void closesTheLeastRecentlyUsed() {
        prepare(a);
        prepare(b);
        assertEquals(Need.NOTHING, table.need(a, first));
        assertSame(b, table.makeRoom(first));
        assertNull(table.makeRoom(first), "one is enough");
    }

    @Test
    void keepsWhatIsNotConfirmed() {
        table.sent(a, first);
        table.sent(b, first);
        assertNull(table.makeRoom(first));
    }

    @Test
    void letsOthersWaitWhileACloseMayBeSkipped() {
        prepare(a);
        prepare(b);
        assertSame(a, table.makeRoom(first));
        assertEquals(Need.WAIT, table.need(a, second));
        assertEquals(Need.PARSE, table.need(a, first));
        table.closing(a).skipped();
        assertEquals(Need.NOTHING, table.need(a, second));
    }

    @Test
    void forgetsWhatWasClosedUnlessItWasPreparedAgain() {
        prepare(a);
        prepare(b);
        table.makeRoom(first);
        table.closing(a).succeeded();
        assertEquals(Need.PARSE, table.need(a, second));
        table.sent(c, first);
        table.prepared(c);
        assertSame(b, table.makeRoom(first));
        table.sent(b, first);
        table.closing(b).succeeded();
        assertEquals(Need.NOTHING, table.need(b, first));
    }

    @Test
    void neverClosesWhatCannotBePreparedAgain() {
        Statement unknown =
                new Statement(9, new Statement.Identity(new byte[0], new Object(), 0), PLAIN);
        prepare(unknown);
        prepare(a);
        assertSame(a, table.makeRoom(first));
    }
}
