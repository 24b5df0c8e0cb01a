package io.howdah.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs and the processes that they made.
 *
 * @param roots the processes that were started
 */
public record ProcessTree(List<Long> roots) {
    /** How often the processes are listed until they are the same as before. */
    private static final int TRIES = 100;

    /** Processor time of this program and of the children that it has waited for, in seconds. */
    public static double ownCpuSeconds() {
        return ProcessStat.read(ProcessHandle.current().pid())
                .map(ProcessStat::cpuSecondsWithReaped)
                .orElse(0.0);
    }

    public ProcessTree {
        roots = List.copyOf(roots);
    }

    /** One program. */
    public static ProcessTree of(long root) {
        return new ProcessTree(List.of(root));
    }

    /** These and {@code others}. */
    public ProcessTree and(ProcessTree others) {
        return new ProcessTree(Stream.concat(roots.stream(), others.roots.stream()).toList());
    }

    /**
     * Processor time that the tree has used, in seconds; of what has ended, once it was waited for.
     */
    public double cpuSeconds() {
        List<Long> processes = processes();
        for (int i = 1; ; i++) {
            double seconds = cpuSeconds(processes);
            List<Long> left = processes();
            if (left.equals(processes) || i == TRIES) {
                return seconds;
            }
            processes = left; // one that was waited for meanwhile may not have been counted
        }
    }

    private static double cpuSeconds(List<Long> processes) {
        return processes.stream()
                .map(ProcessStat::read)
                .flatMap(Optional::stream)
                .mapToDouble(ProcessStat::cpuSecondsWithReaped)
                .sum();
    }

    /** Memory that is resident: the roots', and of the others what they do not share. */
    public long residentBytes() {
        long others = descendants().mapToLong(process -> memory(process.pid(), "RssAnon:")).sum();
        return roots.stream().mapToLong(root -> memory(root, "VmRSS:")).sum() + others;
    }

    private List<Long> processes() {
        return Stream.concat(roots.stream(), descendants().map(ProcessHandle::pid))
                .sorted()
                .toList();
    }

    private Stream<ProcessHandle> descendants() {
        return roots.stream()
                .flatMap(root -> ProcessHandle.of(root).stream())
                .flatMap(ProcessHandle::descendants);
    }

    private static long memory(long pid, String key) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(key))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    * 1024;
        } catch (IOException _) {
            return 0; // it has ended meanwhile
        }
    }
}
