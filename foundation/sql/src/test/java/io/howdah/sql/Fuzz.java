package io.howdah.sql;

import io.howdah.base.Randomness;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Runs a check on random texts; it is given the run's name, to be repeated if it fails. */
interface Fuzz {
    /** How many texts a seed makes. */
    int ROUNDS = 20_000;

    void check(byte[] text, String run);

    /** On bytes that are no text at all. */
    default void onBytes(long seed) {
        Randomness random = Randomness.seeded(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] text = new byte[random.nextInt(40)];
            random.nextBytes(text);
            check(text, "seed " + seed + " round " + round);
        }
    }

    /** On texts that {@code maker} makes. */
    default void onTexts(long seed, Function<Randomness, String> maker) {
        Randomness random = Randomness.seeded(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String text = maker.apply(random);
            check(
                    text.getBytes(StandardCharsets.UTF_8),
                    "seed " + seed + " round " + round + ": " + text);
        }
    }
}
