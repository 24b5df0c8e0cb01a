package io.howdah.bench.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;

class SamplesTest {
    @Test
    void takesTheOneInTheMiddle() {
        assertEquals(3, new Samples(List.of(9.0, 1.0, 3.0)).median());
    }

    @Test
    void goesHalfWayBetweenTwo() {
        assertEquals(2.5, new Samples(List.of(4.0, 1.0, 3.0, 2.0)).median());
    }

    @Test
    void knowsItsEnds() {
        Samples samples = new Samples(List.of(4.0, 1.0, 3.0));
        assertEquals(1, samples.least());
        assertEquals(4, samples.most());
    }

    @Test
    void refusesToBeEmpty() {
        assertThrows(IllegalArgumentException.class, () -> new Samples(List.of()));
    }
}
