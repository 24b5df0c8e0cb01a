package io.howdah.bench.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Programs that are run to their end. */
public final class Shell {
    private Shell() {}

    /**
     * What it says on both outputs.
     *
     * @param name for the message when it fails
     * @throws BenchException when it cannot be run or does not end with status 0
     */
    public static String run(String name, List<String> command)
            throws BenchException, InterruptedException {
        try {
            Process process = builder(command).start();
            try {
                process.getOutputStream().close();
                String output =
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new BenchException(name + " failed: " + lastLine(output));
                }
                return output;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new BenchException("cannot run " + name, e);
        }
    }

    /** A process in which nothing of the environment steers PostgreSQL. */
    public static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(new File("/")).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
        return builder;
    }

    /** The last line that is not empty. */
    public static String lastLine(String output) {
        return output.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line).strip();
    }
}
