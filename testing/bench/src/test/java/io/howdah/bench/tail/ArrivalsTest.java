package io.howdah.bench.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ArrivalsTest {
    @Test
    void areEvenlySpread() {
        Arrivals arrivals = Arrivals.even(1_000);
        assertEquals(0, arrivals.due(0));
        assertEquals(5_000_000, arrivals.due(5));
    }

    @Test
    void comeByChanceAndInOrder() {
        Duration duration = Duration.ofSeconds(10);
        Arrivals arrivals = Arrivals.byChance(1_000, duration, Randomness.seeded(1));
        int number = 0;
        long last = 0;
        int together = 0;
        while (arrivals.due(number) <= duration.toNanos()) {
            assertTrue(arrivals.due(number) >= last);
            together += arrivals.due(number) - last < 100_000 ? 1 : 0;
            last = arrivals.due(number++);
        }
        assertEquals(10_000, number, 300);
        assertEquals(950, together, 100); // 1 - exp(-0.1) of them
    }

    @Test
    void endWithTheDuration() {
        Duration duration = Duration.ofSeconds(1);
        Arrivals arrivals = Arrivals.byChance(1, duration, Randomness.seeded(1));
        assertTrue(arrivals.due(1_000_000) > duration.toNanos());
    }
}
