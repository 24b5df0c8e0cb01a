package io.howdah.bench.tail;

import io.howdah.base.Randomness;

import java.time.Duration;
import java.util.function.Function;

/**
 * Statements that arrive whether or not those before them are answered.
 *
 * @param arrivals when they do
 * @param duration from the first to the last arrival
 * @param connections that carry them; an arrival takes one that is free
 * @param statement makes the text of each
 */
public record Load(
        Arrivals arrivals,
        Duration duration,
        int connections,
        Function<Randomness, String> statement) {
    /** Arrivals that are evenly spread, {@code rate} a second. */
    Load(double rate, Duration duration, int connections, Function<Randomness, String> statement) {
        this(Arrivals.even(rate), duration, connections, statement);
    }
}
