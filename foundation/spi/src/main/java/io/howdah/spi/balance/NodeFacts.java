package io.howdah.spi.balance;

/**
 * What a balancer is told of a node.
 *
 * @param name as people call it
 * @param weight how much it is to get as compared with the others, where weights count; at least 1
 * @param distanceNanos the least time to it and back that was seen lately
 * @param lagNanos how far it is behind the primary; 0 for the primary
 */
public record NodeFacts(String name, int weight, long distanceNanos, long lagNanos) {
    public NodeFacts {
        if (weight < 1) {
            throw new IllegalArgumentException("weight " + weight + " is not positive");
        }
    }
}
