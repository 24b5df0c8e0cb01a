package io.howdah.bench.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class BootstrapTest {
    private final Samples nine = samples(10, 11, 12, 13, 14, 15, 16, 17, 18);

    @Test
    void isSureOfWhatNeverChanges() {
        assertEquals(new Interval(7, 7, 7), Bootstrap.median(samples(7, 7, 7, 7)));
    }

    @Test
    void surroundsTheMedian() {
        Interval interval = Bootstrap.median(nine);
        assertEquals(14, interval.middle());
        assertEquals(11, interval.low());
        assertEquals(17, interval.high());
    }

    @Test
    void givesTheSameIntervalAgain() {
        assertEquals(Bootstrap.median(nine), Bootstrap.median(nine));
    }

    /** A slow minute takes its part from both sides: drawn in pairs, the ratio does not move. */
    @Test
    void drawsTheSameRoundsOnBothSidesOfRatio() {
        Samples twice = new Samples(nine.values().stream().map(value -> 2 * value).toList());
        assertEquals(new Interval(2, 2, 2), Bootstrap.ratio(twice, nine));
    }

    @Test
    void narrowsWithMoreRounds() {
        Samples many = samples(IntStream.range(0, 900).map(i -> 10 + i % 9).toArray());
        Interval interval = Bootstrap.median(many);
        assertTrue(interval.high() - interval.low() <= 2, interval.toString());
    }

    @Test
    void refusesRoundsThatHaveNoPartner() {
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.ratio(nine, samples(1, 2, 3)));
    }

    private static Samples samples(int... values) {
        return new Samples(IntStream.of(values).mapToObj(value -> (double) value).toList());
    }
}
