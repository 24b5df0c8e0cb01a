package io.howdah.bench.tail;

import java.time.Duration;
import java.util.List;

/**
 * What became of Howdah at a fixed rate, for long.
 *
 * @param rate arrivals a second
 * @param stretch how long each of them lasted
 */
public record SoakResult(double rate, Duration stretch, List<Stretch> stretches) {
    public SoakResult {
        stretches = List.copyOf(stretches);
    }

    /**
     * A part of the time.
     *
     * @param residentBytes of Howdah at its end
     */
    public record Stretch(Latencies latencies, long residentBytes) {}
}
