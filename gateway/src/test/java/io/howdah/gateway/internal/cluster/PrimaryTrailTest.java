package io.howdah.gateway.internal.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PrimaryTrailTest {
    private static final long MILLI = 1_000_000;

    private final PrimaryTrail trail = new PrimaryTrail();

    private static LsnSample at(long millis, long lsn, int timeline) {
        return new LsnSample(millis * MILLI, lsn, timeline, 7);
    }

    private void note(long millis, long lsn) {
        trail.note(at(millis, lsn, 1));
    }

    private Lag behind(long lsn, long millis) {
        return trail.behind(lsn, millis * MILLI);
    }

    private boolean isWithin(long lsn, long staleMillis, long millis) {
        return trail.isWithin(at(millis, lsn, 1), staleMillis * MILLI, millis * MILLI);
    }

    @Test
    void tellsTheTimeSinceThePrimaryWasThere() {
        assertEquals(Lag.UNKNOWN, behind(1, 0));
        note(0, 100);
        note(100, 200);
        note(200, 300);
        assertEquals(new Lag(0, 0), behind(300, 500));
        assertEquals(new Lag(0, 0), behind(310, 500));
        assertEquals(new Lag(100, 300), behind(200, 500));
        assertEquals(new Lag(150, 400), behind(150, 500));
    }

    @Test
    void countsFromWhenAnIdlePrimaryGoesOn() {
        note(0, 100);
        note(90_000, 100);
        note(90_001, 200);
        assertEquals(new Lag(100, 4), behind(100, 90_005));
        assertTrue(isWithin(100, 5, 90_005));
        assertFalse(isWithin(100, 4, 90_005));
    }

    @Test
    void keepsPlacesThatAreApart() {
        for (int millis = 0; millis <= 60; millis++) {
            note(millis, 100 + millis);
        }
        assertEquals(new Lag(15, 10), behind(145, 60));
        assertEquals(new Lag(5, 0), behind(155, 60));
        assertTrue(isWithin(155, 10, 60));
        assertFalse(isWithin(155, 9, 60));
    }

    @Test
    void forgetsTheOldestPlacesAndOtherTimelines() {
        for (int i = 1; i <= 5_000; i++) {
            note(i * 50L, i);
        }
        assertEquals(2_045 * 50, behind(0, 5_000 * 50L).millis());
        trail.note(at(300_000, 5, 2));
        assertEquals(new Lag(0, 0), behind(5, 300_000));
        assertFalse(isWithin(5, 1_000_000, 300_000), "of another timeline");
    }

    @Test
    void isAsOldAsWhatIsKnownOfThePrimary() {
        assertFalse(isWithin(100, 1_000, 0));
        note(0, 100);
        assertTrue(isWithin(100, 500, 500));
        assertFalse(isWithin(100, 499, 500));
        assertFalse(isWithin(99, 1_000, 500), "the primary was never seen there");
    }

    @Test
    void doesNotGoBack() {
        note(100, 200);
        note(50, 100);
        assertEquals(new Lag(0, 0), behind(200, 100));
    }
}
