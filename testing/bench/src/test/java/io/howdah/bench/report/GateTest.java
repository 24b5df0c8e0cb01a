package io.howdah.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.bench.figures.Interval;
import io.howdah.bench.report.Gate.Bound;
import io.howdah.bench.report.Gate.Verdict;

import org.junit.jupiter.api.Test;

class GateTest {
    private final Gate faster = new Gate(Bound.AT_LEAST, 1.0, 1.5);
    private final Gate smaller = new Gate(Bound.AT_MOST, 10, 7);

    @Test
    void reachesWhatIsOwedWithTheBetterEnd() {
        assertEquals(Verdict.OWED, faster.verdict(new Interval(0.8, 0.9, 1.0)));
        assertEquals(Verdict.OWED, smaller.verdict(new Interval(10, 11, 12)));
    }

    @Test
    void reachesAnAimOnlyWithTheWorseEnd() {
        assertEquals(Verdict.OWED, faster.verdict(new Interval(1.4, 1.6, 1.8)));
        assertEquals(Verdict.AIM, faster.verdict(new Interval(1.5, 1.6, 1.8)));
        assertEquals(Verdict.OWED, smaller.verdict(new Interval(5, 6, 8)));
        assertEquals(Verdict.AIM, smaller.verdict(new Interval(5, 6, 7)));
    }

    @Test
    void missesWhatTheWholeIntervalMisses() {
        assertEquals(Verdict.MISSED, faster.verdict(new Interval(0.8, 0.9, 0.99)));
        assertEquals(Verdict.MISSED, smaller.verdict(new Interval(10.1, 11, 12)));
    }

    @Test
    void aimsAreNeverBelowWhatIsOwed() {
        for (Owed.Ratio ratio : Owed.RATIOS) {
            assertTrue(ratio.gate().aim() >= ratio.gate().owed(), ratio.toString());
        }
        assertEquals(16, Owed.cells().size());
    }
}
