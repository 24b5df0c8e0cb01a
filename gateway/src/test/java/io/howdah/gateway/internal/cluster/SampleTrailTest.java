package io.howdah.gateway.internal.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class SampleTrailTest {
    private final SampleTrail trail = new SampleTrail();

    private static LsnSample at(long nanos) {
        return new LsnSample(nanos, nanos, 1, 1);
    }

    private void note(long from, long to) {
        for (long nanos = from; nanos <= to; nanos++) {
            trail.note(at(nanos));
        }
    }

    @Test
    void findsTheFirstThatWasRequestedLater() {
        assertNull(trail.firstAfter(0));
        note(10, 19);
        assertEquals(at(10), trail.firstAfter(0));
        assertEquals(at(15), trail.firstAfter(14));
        assertEquals(at(19), trail.firstAfter(18));
        assertNull(trail.firstAfter(19));
    }

    @Test
    void keepsTheLastOnesOnly() {
        note(1, 2_000);
        assertEquals(at(2_000 - 511), trail.firstAfter(3));
        assertEquals(at(1_990), trail.firstAfter(1_989));
    }

    @Test
    void forgetsWhatDoesNotHold() {
        note(1, 600);
        trail.clear();
        assertNull(trail.firstAfter(3));
        note(700, 701);
        assertEquals(at(700), trail.firstAfter(3));
    }
}
