package io.howdah.bench.footprint;

import io.howdah.base.Clock;
import io.howdah.bench.figures.Samples;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Front;
import io.howdah.bench.server.Running;
import io.howdah.bench.server.Variant;

import java.util.ArrayList;
import java.util.List;

/** Starts Howdah again and again, and asks until it answers. */
public final class StartUp {
    private static final Variant VARIANT = Variant.of("start-up");
    private static final double NANOS = 1e6;

    private StartUp() {}

    /** Milliseconds from the start to the first answer, {@code rounds} times. */
    public static Samples measure(Front front, Clock clock, int rounds)
            throws BenchException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long start = clock.nanos();
            try (Running _ = front.start(VARIANT)) {
                millis.add((clock.nanos() - start) / NANOS);
            }
        }
        return new Samples(millis);
    }
}
