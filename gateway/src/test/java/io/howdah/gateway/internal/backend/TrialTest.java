package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

final class TrialTest {
    private final Trial trial = new Trial();
    private long now;
    private int takenBack;

    /** Runs one; prepared it takes {@code preparedNanos}, as it comes {@code plainNanos}. */
    private boolean run(long preparedNanos, long plainNanos) {
        boolean prepared = trial.isPreparedNext(now);
        long nanos = prepared ? preparedNanos : plainNanos;
        now += nanos;
        if (trial.observe(prepared, nanos, now)) {
            takenBack++;
        }
        return prepared;
    }

    @Test
    void preparesWhatGetsNoSlower() {
        for (int i = 0; i < 100_000; i++) {
            run(300_000, 150_000);
        }
        assertEquals(0, takenBack);
    }

    @Test
    void takesBackWhatIsFarSlowerAtOnce() {
        int runs = runsUntilTakenBack(100_000_000);
        assertTrue(runs < 100, "after " + runs);
        assertFalse(trial.isPreparedNext(now));
    }

    private int runsUntilTakenBack(long preparedNanos) {
        int runs = 0;
        while (takenBack == 0 && runs < 100_000) {
            run(preparedNanos, 1_000_000);
            runs++;
        }
        return runs;
    }

    @Test
    void takesBackWhatIsTwiceAsSlowInTime() {
        int runs = runsUntilTakenBack(3_000_000);
        assertTrue(runs < 20_000, "after " + runs);
    }

    @Test
    void triesAgainAfterAWhile() {
        runsUntilTakenBack(100_000_000);
        now += TimeUnit.MINUTES.toNanos(10);
        assertTrue(trial.isPreparedNext(now));
    }

    @Test
    void isNotMisledByAHiccup() {
        for (int i = 0; i < 100_000; i++) {
            run(i % 1_000 == 0 ? 50_000_000 : 100_000, 100_000);
        }
        assertEquals(0, takenBack);
    }

    /** The machine is busy with something else for a while, long enough for hundreds of them. */
    @Test
    void isNotMisledByASlowStretch() {
        for (int i = 0; i < 100_000; i++) {
            long nanos = i % 5_000 < 500 ? 3_000_000 : 40_000;
            run(nanos, nanos);
        }
        assertEquals(0, takenBack);
    }

    @Test
    void givesUpWhatIsRefused() {
        for (int i = 0; i < 8; i++) {
            trial.refused(now);
        }
        assertTrue(trial.isPreparedNext(now));
        trial.refused(now);
        assertFalse(trial.isPreparedNext(now));
    }

    @Test
    void stopsForGood() {
        trial.stop();
        assertFalse(trial.isPreparedNext(now + TimeUnit.DAYS.toNanos(1)));
    }
}
