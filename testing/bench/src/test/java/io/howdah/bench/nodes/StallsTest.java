package io.howdah.bench.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class StallsTest {
    /** From 7 to 10, 17 to 20, 27 to 30 and so on. */
    private final Stalls stalls = new Stalls(Duration.ofNanos(10), Duration.ofNanos(3));

    @Test
    void workRestsInStalls() {
        assertEquals(7, stalls.done(0, 7));
        assertEquals(11, stalls.done(0, 8));
        assertEquals(12, stalls.done(8, 2));
        assertEquals(42, stalls.done(5, 25));
    }

    @Test
    void nothingArrivesInAStall() {
        assertEquals(6, stalls.after(6));
        assertEquals(10, stalls.after(7));
        assertEquals(10, stalls.after(9));
        assertEquals(10, stalls.after(10));
    }

    @Test
    void withoutStallsNothingRests() {
        assertEquals(8, Stalls.NONE.done(5, 3));
        assertEquals(5, Stalls.NONE.after(5));
    }

    @Test
    void aNodeMovesNowAndThen() {
        Duration second = Duration.ofSeconds(1);
        assertThrows(IllegalArgumentException.class, () -> new Stalls(second, second));
    }
}
