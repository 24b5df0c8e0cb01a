package io.howdah.bench.report;

import io.howdah.base.Clock;
import io.howdah.bench.machine.Machine;
import io.howdah.bench.matrix.Pace;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    public Setup {
        notes = List.copyOf(notes);
    }

    /** Of a run that begins now, on this machine. */
    public static Setup now(Clock clock, Pace pace, int poolSize) {
        String when = DAY_AND_TIME.format(clock.now());
        return new Setup(when, Machine.description(), pace, poolSize, List.of());
    }

    /** The same with other notes. */
    public Setup with(List<String> others) {
        return new Setup(when, machine, pace, poolSize, others);
    }
}
