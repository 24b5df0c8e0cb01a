package io.howdah.gateway.internal.client;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.internal.backend.TextEffects;

import org.junit.jupiter.api.Test;

class UnnamedTest {
    private final Unnamed first = unnamed();
    private final Unnamed second = unnamed();
    private final Unnamed third = unnamed();

    private static Unnamed unnamed() {
        return new Unnamed(new byte[] {0, 0, 0}, TextEffects.UNKNOWN, null);
    }

    @Test
    void givesWayToTheOneBeforeWhenItIsSkipped() {
        second.replaces(first);
        second.skipped();
        assertSame(first, second.effective());
    }

    @Test
    void doesNotMatterInWhichOrderSkipsAreLearned() {
        second.replaces(first);
        third.replaces(second);
        second.skipped();
        assertSame(third, third.effective());
        third.skipped();
        assertSame(first, third.effective());
    }

    @Test
    void leavesNoneWhenItFails() {
        second.replaces(first);
        second.failed();
        assertSame(second, second.effective());
        assertTrue(second.isGone());
    }

    @Test
    void leavesNoneWhenThereWasNoneBefore() {
        first.skipped();
        assertNull(first.effective());
    }

    @Test
    void forgetsTheOneBeforeOnceItIsParsed() {
        second.replaces(first);
        second.succeeded();
        second.skipped();
        assertNull(second.effective());
    }
}
