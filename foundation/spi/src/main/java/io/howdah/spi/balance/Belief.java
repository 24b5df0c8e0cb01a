package io.howdah.spi.balance;

/**
 * What is believed of the statements of one digest on one node.
 *
 * @param digest 0: of all statements together
 * @param expectedMicros how long the next would take there
 * @param usualMicros how long they take there when nothing else is under way
 * @param chosen how many were sent there
 * @param explored how many of them only to learn
 * @param gainedMicros what was won by the choice, against the baseline's, so far as that can be
 *     estimated; negative: lost
 */
public record Belief(
        long digest,
        int slot,
        String node,
        long expectedMicros,
        long usualMicros,
        long chosen,
        long explored,
        long gainedMicros) {}
