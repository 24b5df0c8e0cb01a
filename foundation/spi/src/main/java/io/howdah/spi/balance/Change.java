package io.howdah.spi.balance;

/**
 * A change of mind.
 *
 * @param nanos when, see {@link io.howdah.base.Clock#nanos}
 * @param words what has changed, and why: for people
 */
public record Change(long nanos, String words) {}
