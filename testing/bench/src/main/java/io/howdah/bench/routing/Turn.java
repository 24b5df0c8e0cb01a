package io.howdah.bench.routing;

import io.howdah.bench.tail.Latencies;

import java.util.List;

/**
 * What one strategy has shown in one round.
 *
 * @param throughput answers a second
 * @param shares of the statements, by node; they add up to 1
 */
public record Turn(Latencies latencies, double throughput, List<Double> shares) {
    public Turn {
        shares = List.copyOf(shares);
    }

    static List<Double> shares(List<Long> served) {
        double all = Math.max(1, served.stream().mapToLong(count -> count).sum());
        return served.stream().map(count -> count / all).toList();
    }
}
