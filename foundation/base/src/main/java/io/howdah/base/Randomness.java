package io.howdah.base;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** The only source of chance, so that a simulation can replay a run from its seed. */
public interface Randomness extends RandomGenerator {
    /** Randomness fit for keys and nonces; safe to share between threads. */
    static Randomness secure() {
        return new Source(new SecureRandom());
    }

    /** A replayable sequence, for tests and demo data; for one thread at a time. */
    static Randomness seeded(long seed) {
        return new Source(new java.util.SplittableRandom(seed));
    }

    /** Adapts a JDK generator. */
    record Source(RandomGenerator generator) implements Randomness {
        @Override
        public long nextLong() {
            return generator.nextLong();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            generator.nextBytes(bytes);
        }
    }
}
