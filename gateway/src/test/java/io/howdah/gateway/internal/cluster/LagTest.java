package io.howdah.gateway.internal.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LagTest {

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
}
