package io.howdah.bench.report;

import io.howdah.bench.matrix.Pace;

import java.util.List;

/**
 * Under which circumstances something was measured.
 *
 * @param when the day and the time
 * @param machine in a few words
 * @param poolSize connections of every pool
 * @param notes what else a reader has to know, a line each
 */
public record Setup(String when, String machine, Pace pace, int poolSize, List<String> notes) {
    public Setup {
        notes = List.copyOf(notes);
    }
}
