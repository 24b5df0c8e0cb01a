package io.howdah.bench.tail;

import io.howdah.base.Randomness;

import java.time.Duration;
import java.util.function.Function;

/**
 * Statements that arrive whether or not those before them are answered.
 *
 * @param rate arrivals a second, evenly spread
 * @param duration from the first to the last arrival
 * @param connections that carry them; an arrival takes one that is free
 * @param statement makes the text of each
 */
record Load(
        double rate, Duration duration, int connections, Function<Randomness, String> statement) {}
