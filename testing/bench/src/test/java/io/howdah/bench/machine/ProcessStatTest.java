package io.howdah.bench.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;

class ProcessStatTest {
    @Test
    void readsTicksBehindANameWithSpacesAndBrackets() {
        String line =
                "42 (post) gres: (x) S 1 42 42 0 -1 4194560 100 200 0 0 150 50 30 20 20 0 1 0\n";
        assertEquals(new ProcessStat(200, 50), ProcessStat.parse(line));
        assertEquals(2.5, ProcessStat.parse(line).cpuSecondsWithReaped());
    }

    @Test
    void countsNeitherIdleTimeNorWaiting() {
        assertEquals(0.31, Machine.busySeconds("cpu  1 2 4 1000 2000 8 16 0 64 128"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void losesNothingOfWhatEnds() throws IOException {
        String work =
                "while :; do for j in {1..8}; do"
                        + " (for ((i = 0; i < 20000; i++)); do :; done) & done; wait; done";
        Process shell = new ProcessBuilder("bash", "-c", work).start();
        try {
            ProcessTree tree = ProcessTree.of(shell.pid());
            double last = 0;
            while (last < 2) {
                double now = tree.cpuSeconds();
                assertTrue(now >= last - 0.02, now + " s after " + last); // ticks are rounded
                last = now;
            }
        } finally {
            shell.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void seesThisProcess() {
        ProcessTree self = ProcessTree.of(ProcessHandle.current().pid());
        assertTrue(self.cpuSeconds() > 0);
        assertTrue(self.residentBytes() > 10_000_000, () -> self.residentBytes() + " bytes");
        assertTrue(Machine.description().contains("Linux"), Machine.description());
    }
}
