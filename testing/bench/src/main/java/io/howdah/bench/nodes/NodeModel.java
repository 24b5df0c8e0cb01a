package io.howdah.bench.nodes;

import java.util.Map;

/**
 * The powers of a node.
 *
 * @param places statements in service at a time; more of them wait, first come, first served
 * @param service how long they take, by the table that they read
 * @param slowness how many times as long they take on this node
 */
public record NodeModel(
        int places,
        Map<String, ServiceTime> service,
        double slowness,
        Distance distance,
        Stalls stalls,
        Warmth warmth) {
    public NodeModel {
        service = Map.copyOf(service);
        if (places < 1 || slowness <= 0) {
            throw new IllegalArgumentException(
                    "a node of %d places that is %s times as slow".formatted(places, slowness));
        }
    }

    /** A node near by that is always the same. */
    public static NodeModel plain(int places, Map<String, ServiceTime> service) {
        return new NodeModel(places, service, 1, Distance.NONE, Stalls.NONE, Warmth.ALWAYS);
    }

    /** One that takes so many times as long. */
    public NodeModel slower(double times) {
        return new NodeModel(places, service, times, distance, stalls, warmth);
    }

    /** One that is so far away. */
    public NodeModel at(Distance other) {
        return new NodeModel(places, service, slowness, other, stalls, warmth);
    }

    /** One that stands still now and then. */
    public NodeModel with(Stalls other) {
        return new NodeModel(places, service, slowness, distance, other, warmth);
    }

    /** One that remembers only so much. */
    public NodeModel with(Warmth other) {
        return new NodeModel(places, service, slowness, distance, stalls, other);
    }
}
