package io.howdah.bench.routing;

import io.howdah.bench.nodes.Distance;
import io.howdah.bench.nodes.NodeModel;
import io.howdah.bench.nodes.ServiceTime;
import io.howdah.bench.nodes.Stalls;
import io.howdah.bench.nodes.Warmth;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The scenarios. Rates are such that a node stays within its powers when it gets as many statements
 * as any other: who is beaten is not beaten by a queue without end.
 */
public final class RoutingScenarios {
    private static final int PLACES = 4;
    private static final double SPREAD = 0.3;
    private static final Map<String, ServiceTime> LIGHT = Map.of("light", time(4));
    private static final NodeModel NODE = NodeModel.plain(PLACES, LIGHT);

    /** All of them. */
    public static final List<RoutingScenario> ALL =
            List.of(slow(), stalling(), distant(), mixed(), warm(), joining());

    private RoutingScenarios() {}

    /**
     * The one with this letter.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static RoutingScenario parse(String letter) {
        return ALL.stream()
                .filter(scenario -> scenario.letter().equals(letter))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no scenario " + letter + "; they are a to f"));
    }

    private static RoutingScenario slow() {
        return light("a", "One replica three times slower", NODE.slower(3), 700, false);
    }

    private static RoutingScenario stalling() {
        Stalls stalls = new Stalls(Duration.ofSeconds(5), Duration.ofMillis(300));
        return light(
                "b", "A replica that stands still now and then", NODE.with(stalls), 1_000, false);
    }

    private static RoutingScenario distant() {
        Distance distance = Distance.of(Duration.ofMillis(20), Duration.ofMillis(1));
        return light("c", "A replica 40 ms away", NODE.at(distance), 1_000, false);
    }

    private static RoutingScenario mixed() {
        Map<String, ServiceTime> service = Map.of("light", time(4), "heavy", time(60));
        SequencedMap<String, Integer> weights = new LinkedHashMap<>();
        weights.put("light", 9);
        weights.put("heavy", 1);
        NodeModel node = NodeModel.plain(PLACES, service);
        return new RoutingScenario(
                "d",
                "Heavy and light statements mixed",
                List.of(node, node, node),
                service,
                new Mix(weights),
                750,
                false);
    }

    private static RoutingScenario warm() {
        Map<String, ServiceTime> service = keys(12);
        NodeModel node = NodeModel.plain(PLACES, service).with(new Warmth(5, 1, 5));
        return new RoutingScenario(
                "e",
                "Nodes that are warm for some tables and cold for others",
                List.of(node, node, node),
                service,
                Mix.even(List.copyOf(service.keySet())),
                600,
                false);
    }

    private static RoutingScenario joining() {
        return light("f", "A node joins cold", NODE.with(new Warmth(1, 1_000, 8)), 800, true);
    }

    /** Two nodes that are alike, and {@code odd}. */
    private static RoutingScenario light(
            String letter, String title, NodeModel odd, double rate, boolean joins) {
        return new RoutingScenario(
                letter,
                title,
                List.of(NODE, NODE, odd),
                LIGHT,
                Mix.even(List.of("light")),
                rate,
                joins);
    }

    private static Map<String, ServiceTime> keys(int count) {
        Map<String, ServiceTime> service = new TreeMap<>();
        IntStream.rangeClosed(1, count)
                .forEach(key -> service.put("key_%02d".formatted(key), time(4)));
        return Collections.unmodifiableMap(service);
    }

    private static ServiceTime time(int millis) {
        return new ServiceTime(Duration.ofMillis(millis), SPREAD);
    }
}
