package io.howdah.gateway.internal.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LagTest {
    private static final long MILLI = 1_000_000;

    @Test
    void comesBackAtHalfTheLimit() {
        Lag.Limit limit = new Lag.Limit(100, 0);
        assertTrue(limit.allows(new Lag(5, 100), true));
        assertFalse(limit.allows(new Lag(5, 101), true));
        assertFalse(limit.allows(new Lag(5, 51), false));
        assertTrue(limit.allows(new Lag(5, 50), false));
    }

    @Test
    void limitsBytesToo() {
        Lag.Limit limit = new Lag.Limit(0, 10);
        assertTrue(limit.allows(new Lag(10, 1_000_000), true));
        assertFalse(limit.allows(new Lag(11, 0), true));
        assertTrue(new Lag.Limit(0, 0).allows(new Lag(1L << 40, 1L << 40), true));
    }

    @Test
    void isTheTimeSinceThePrimaryWasThere() {
        PrimaryTrail trail = new PrimaryTrail();
        assertEquals(Lag.UNKNOWN, trail.behind(1, 0));
        trail.add(0, 100, 1);
        trail.add(10 * MILLI, 200, 1);
        trail.add(20 * MILLI, 300, 1);
        assertEquals(new Lag(0, 0), trail.behind(300, 50 * MILLI));
        assertEquals(new Lag(0, 0), trail.behind(310, 50 * MILLI));
        assertEquals(new Lag(100, 30), trail.behind(200, 50 * MILLI));
        assertEquals(new Lag(150, 40), trail.behind(150, 50 * MILLI));
    }

    @Test
    void doesNotGrowWhileThePrimaryIsIdle() {
        PrimaryTrail trail = new PrimaryTrail();
        trail.add(0, 100, 1);
        trail.add(90_000 * MILLI, 100, 1);
        trail.add(90_001 * MILLI, 200, 1);
        assertEquals(new Lag(100, 4), trail.behind(100, 90_005 * MILLI));
    }

    @Test
    void forgetsTheOldestPlacesAndOtherTimelines() {
        PrimaryTrail trail = new PrimaryTrail();
        for (int i = 1; i <= 1_000; i++) {
            trail.add(i * MILLI, i, 1);
        }
        assertEquals(new Lag(1_000, 255), trail.behind(0, 1_000 * MILLI));
        trail.add(2_000 * MILLI, 5, 2);
        assertEquals(new Lag(0, 0), trail.behind(5, 2_000 * MILLI));
    }
}
