package io.howdah.bench.matrix;

/**
 * How long it takes.
 *
 * @param rounds in which every target is measured once
 * @param seconds of one run
 * @param warmUpSeconds of a run before, that does not count: compilers and caches learn
 */
public record Pace(int rounds, int seconds, int warmUpSeconds) {}
