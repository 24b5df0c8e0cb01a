package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LoadCurveTest {
    private final LoadCurve curve = new LoadCurve();

    @Test
    void growsWithLoadWhereNothingWasSeen() {
        assertEquals(1, curve.stretch(0));
        assertEquals(1, curve.stretch(1));
        assertEquals(4, curve.stretch(4), 0.01);
        assertEquals(100, curve.stretch(100), 5);
    }

    @Test
    void learnsHowMuchANodeTakesAtOnce() {
        for (int i = 0; i < 500; i++) {
            curve.observe(2 + i % 7, 1);
        }
        assertEquals(1, curve.stretch(8), 0.01);
        assertEquals(2, curve.stretch(16), 0.3);
    }

    @Test
    void neverFalls() {
        for (int i = 0; i < 500; i++) {
            curve.observe(4, 3);
            curve.observe(9, 1);
        }
        for (int load = 1; load < 2_000; load++) {
            assertTrue(curve.stretch(load) >= curve.stretch(load - 1), "at " + load);
        }
    }

    @Test
    void hasABucketForEveryLoad() {
        for (int load = 0; load < 1_000; load++) {
            assertTrue(LoadCurve.floor(LoadCurve.bucket(load)) <= load, "at " + load);
        }
        assertEquals(LoadCurve.bucket(Integer.MAX_VALUE), LoadCurve.bucket(1 << 20));
    }
}
