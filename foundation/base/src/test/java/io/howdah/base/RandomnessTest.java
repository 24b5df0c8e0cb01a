package io.howdah.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class RandomnessTest {
    @Test
    void replaysFromItsSeed() {
        Randomness first = Randomness.seeded(7);
        Randomness second = Randomness.seeded(7);
        for (int i = 0; i < 100; i++) {
            assertEquals(first.nextInt(1_000), second.nextInt(1_000));
        }
    }

    @Test
    void differsBetweenSeeds() {
        assertNotEquals(Randomness.seeded(1).nextLong(), Randomness.seeded(2).nextLong());
    }
}
