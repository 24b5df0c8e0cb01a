package io.howdah.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine that everything runs on. */
public final class Machine {
    private static final Path STAT = Path.of("/proc/stat");
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Whether it is one that can be measured: Linux. */
    public static boolean isLinux() {
        return Files.isReadable(STAT) && Files.isReadable(PROCESSORS);
    }

    /** Processors that the JVM may use. */
    public static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Seconds that its processors were busy since it started, for anybody: programs, the kernel,
     * and other guests on the same host.
     */
    public static double busySeconds() {
        return busySeconds(firstLine(STAT, "cpu "));
    }

    /** Of a line {@code cpu user nice system idle iowait irq softirq steal guest guest_nice}. */
    static double busySeconds(String line) {
        String[] fields = line.strip().split(" +", -1);
        long ticks = 0;
        for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / ProcessStat.TICKS_A_SECOND;
    }

    /** A few words: {@code 2 cores (AMD EPYC), Linux 6.1}. */
    public static String description() {
        String model = firstLine(PROCESSORS, "model name");
        return "%d cores (%s), Linux %s"
                .formatted(
                        processors(),
                        model.isEmpty()
                                ? System.getProperty("os.arch")
                                : model.substring(model.indexOf(':') + 1).strip(),
                        System.getProperty("os.version"));
    }

    private static String firstLine(Path file, String start) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(start)).findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
