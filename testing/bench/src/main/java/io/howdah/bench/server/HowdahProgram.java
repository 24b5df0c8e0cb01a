package io.howdah.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How Howdah is run: with the very command line that runs this measurement, so that flags, class
 * path and the cache of compiled code are those of {@code ./howdah}.
 *
 * @param jvm the program and what goes before options of the JVM
 * @param main the class to run, and the arguments that go before the command
 */
public record HowdahProgram(List<String> jvm, List<String> main) {
    public HowdahProgram {
        jvm = List.copyOf(jvm);
        main = List.copyOf(main);
    }

    /**
     * The command line of this process up to {@code mainClass}.
     *
     * @throws BenchException when it was started in another way
     */
    public static HowdahProgram ofThisProcess(String mainClass) throws BenchException {
        try {
            String line = Files.readString(Path.of("/proc/self/cmdline"));
            return of(List.of(line.split("\0", -1)), mainClass);
        } catch (IOException e) {
            throw new BenchException("cannot see how this was started", e);
        }
    }

    /** The script {@code ./howdah}, which finds its JDK and looks for changes first. */
    public static HowdahProgram script(Path file) {
        return new HowdahProgram(List.of(file.toString()), List.of());
    }

    static HowdahProgram of(List<String> words, String mainClass) throws BenchException {
        int main = words.indexOf(mainClass);
        if (main < 0) {
            throw new BenchException("start this with ./howdah bench");
        }
        return new HowdahProgram(words.subList(0, main), List.of(mainClass));
    }
}
