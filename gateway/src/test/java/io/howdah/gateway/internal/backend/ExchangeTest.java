package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.internal.backend.Exchange.Mark;
import io.howdah.gateway.internal.backend.Step.Note;
import io.howdah.gateway.internal.backend.Step.OwnAnswer;
import io.howdah.gateway.internal.backend.Step.Preparation;
import io.howdah.gateway.internal.backend.Step.Refusal;
import io.howdah.gateway.internal.backend.Step.Reply;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ExchangeTest {
    private static final byte[] FRAME = {1};

    private final List<String> undone = new ArrayList<>();
    private final Exchange exchange = new Exchange(new Nobody(), 0);

    private OwnAnswer own(String name) {
        return new OwnAnswer(FRAME, () -> undone.add(name));
    }

    private void expect(Step... steps) {
        for (Step step : steps) {
            exchange.expect(step);
        }
    }

    @Test
    void endsWithTheAnswerToASimpleQuery() {
        expect(Reply.QUERY);
        assertTrue(exchange.isClosed());
        assertFalse(exchange.isOver());
        exchange.advance();
        assertTrue(exchange.isOver());
    }

    @Test
    void staysOpenUntilSync() {
        expect(Reply.BIND, Reply.EXECUTE);
        exchange.advance();
        exchange.advance();
        assertFalse(exchange.isOver());
        expect(Reply.SYNC);
        exchange.advance();
        assertTrue(exchange.isOver());
    }

    @Test
    void skipsToSyncAfterAnErrorAndUndoesInReverseOrder() {
        expect(Reply.BIND, own("a"), own("b"), Reply.SYNC, own("after"));
        assertNull(exchange.fail());
        assertEquals(List.of("b", "a"), undone);
        assertEquals(Reply.SYNC, exchange.head());
        assertFalse(exchange.isSkipping());
    }

    @Test
    void ignoresWhatComesAfterAnErrorUpToSync() {
        expect(Reply.BIND);
        exchange.fail();
        assertTrue(exchange.isSkipping());
        expect(own("a"), Reply.QUERY);
        assertEquals(List.of("a"), undone);
        assertFalse(exchange.isClosed(), "a query that is skipped ends nothing");
        expect(Reply.SYNC);
        assertTrue(exchange.isClosed());
        assertEquals(1, exchange.owed());
    }

    @Test
    void isReopenedWhenTheQueryThatEndedItIsSkipped() {
        expect(Reply.BIND, Reply.QUERY);
        exchange.fail();
        assertTrue(exchange.isReopened());
        Exchange next = new Exchange(new Nobody(), 0);
        next.expect(own("c"));
        next.expect(own("d"));
        next.expect(Reply.SYNC);
        exchange.absorb(next);
        assertEquals(List.of("d", "c"), undone);
        assertFalse(exchange.isReopened());
        assertEquals(Reply.SYNC, exchange.head());
    }

    @Test
    void skipsNothingWhenASimpleQueryOrASyncFails() {
        expect(Reply.SYNC);
        assertNull(exchange.fail());
        assertEquals(Reply.SYNC, exchange.head());
        assertFalse(exchange.isSkipping());
    }

    @Test
    void showsTheRefusalInsteadOfPostgresqlsError() {
        expect(new Refusal(FRAME), Reply.SYNC);
        assertArrayEquals(FRAME, exchange.fail());
    }

    @Test
    void tellsAParseThatFailsFromOneThatIsSkipped() {
        expect(preparation("a"), preparation("b"));
        exchange.fail();
        assertEquals(List.of("b skipped", "a failed"), undone);
    }

    private Preparation preparation(String name) {
        return new Preparation(
                null,
                true,
                new Step.Outcome() {
                    @Override
                    public void failed() {
                        undone.add(name + " failed");
                    }

                    @Override
                    public void skipped() {
                        undone.add(name + " skipped");
                    }
                });
    }

    @Test
    void givesItsOwnAnswersInTheirTurn() {
        expect(Reply.BIND, own("a"));
        assertNull(exchange.nextOwnAnswer());
        exchange.advance();
        assertArrayEquals(FRAME, exchange.nextOwnAnswer());
        assertNull(exchange.nextOwnAnswer());
    }

    @Test
    void owesNothingForANote() {
        expect(new Note(() -> undone.add("note")), Reply.QUERY);
        assertEquals(Reply.QUERY, exchange.head());
        assertEquals(List.of(), undone);
    }

    @Test
    void isUndecidedUntilWhatDecidesIsAnswered() {
        expect(Reply.EXECUTE);
        exchange.mark(Mark.DECISIVE);
        assertTrue(exchange.isUndecided());
        exchange.advance();
        assertFalse(exchange.isUndecided());
        expect(Reply.EXECUTE);
        assertFalse(exchange.isUndecided(), "the next one need not decide anything");
    }

    @Test
    void isDecidedWhileItTakesCopyData() {
        expect(Reply.QUERY);
        exchange.mark(Mark.DECISIVE);
        exchange.beginCopyIn();
        assertFalse(exchange.isUndecided());
        exchange.endCopy();
        assertTrue(exchange.isUndecided());
        exchange.fail();
        assertFalse(exchange.isCopyingIn());
    }

    @Test
    void forgetsWhatOnlySuccessWouldHaveDone() {
        expect(Reply.QUERY);
        exchange.mark(Mark.RESETS_ALL);
        exchange.mark(Mark.DEALLOCATES);
        exchange.mark(Mark.DEFINES);
        exchange.fail();
        assertFalse(exchange.has(Mark.RESETS_ALL));
        assertFalse(exchange.has(Mark.DEALLOCATES));
        assertTrue(exchange.has(Mark.DEFINES));
    }

    @Test
    void decidesNothingThatItAbsorbsAndSkips() {
        expect(Reply.BIND, Reply.QUERY);
        Exchange next = new Exchange(new Nobody(), 0);
        next.expect(Reply.EXECUTE);
        next.mark(Mark.DECISIVE);
        exchange.fail();
        exchange.absorb(next);
        assertFalse(exchange.isUndecided());
    }

    @Test
    void takesEverythingBackWhenItsBackendIsLost() {
        expect(own("a"), Reply.BIND, own("b"), Reply.SYNC);
        exchange.discardAll();
        assertEquals(List.of("b", "a"), undone);
    }
}
