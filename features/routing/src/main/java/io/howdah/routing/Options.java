package io.howdah.routing;

import io.howdah.spi.balance.Balancer;

import java.util.Arrays;

/** Which nodes reads could choose among lately, by samples. Confined to its loop. */
final class Options {
    /** One of so many is looked at; applications do nothing every so many times. */
    private static final int GAP = 17;

    private final long[] bySlot = new long[Balancer.MOST_NODES];
    private long samples;
    private int untilSample = 1;

    void seen(long candidates) {
        if (--untilSample == 0) {
            untilSample = GAP;
            samples++;
            for (long left = candidates; left != 0; left &= left - 1) {
                bySlot[Long.numberOfTrailingZeros(left)]++;
            }
        }
    }

    long samples() {
        return samples;
    }

    /** In how many of the samples {@code slot} was one of them. */
    long of(int slot) {
        return bySlot[slot];
    }

    void clear() {
        Arrays.fill(bySlot, 0);
        samples = 0;
    }
}
