package io.howdah.bench.setups;

import io.howdah.bench.matrix.Pace;

import java.nio.file.Path;

/**
 * How the set-ups are to be measured.
 *
 * @param clients of pgbench, at a time
 * @param poolSize of the set-up with few backends; the others have three times as many
 * @param page the file to write
 */
public record SetupsPlan(int clients, Pace pace, int poolSize, Path page) {}
