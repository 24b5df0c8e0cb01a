package io.howdah.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Processor time of one process, its threads included.
 *
 * @param own clock ticks that it has used itself
 * @param reaped clock ticks of the children that it has waited for
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
record ProcessStat(long own, long reaped) {
    /** USER_HZ: Linux tells programs ticks of this length on every machine that JDK 25 runs on. */
    static final double TICKS_A_SECOND = 100;

    private static final int USER = 11;

    /** What there is of {@code pid}, unless it has ended. */
    static Optional<ProcessStat> read(long pid) {
        try {
            return Optional.of(parse(Files.readString(Path.of("/proc/" + pid + "/stat"))));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The name in the second field may hold spaces and brackets itself. */
    static ProcessStat parse(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).strip().split(" ", -1);
        return new ProcessStat(
                Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1]),
                Long.parseLong(fields[USER + 2]) + Long.parseLong(fields[USER + 3]));
    }

    double cpuSecondsWithReaped() {
        return (own + reaped) / TICKS_A_SECOND;
    }
}
