package io.howdah.embedded;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A program with its arguments, run in the root folder with an environment in which nothing steers
 * PostgreSQL.
 */
final class Command {
    /** Far above what initdb takes on a slow disk; a bound, not an expectation. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Executor READERS = Thread::startVirtualThread;

    private final List<String> words;
    private String input = "";

    private Command(List<String> words) {
        this.words = List.copyOf(words);
    }

    static Command of(List<String> words) {
        return new Command(words);
    }

    /** The program of this name where programs usually are, if it is installed. */
    static Optional<Path> find(String program) {
        List<String> folders = new ArrayList<>();
        String path = System.getenv("PATH");
        if (path != null) {
            folders.addAll(List.of(path.split(File.pathSeparator)));
        }
        folders.addAll(List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin"));
        return folders.stream()
                .map(folder -> Path.of(folder, program))
                .filter(file -> file.isAbsolute() && Files.isExecutable(file))
                .findFirst();
    }

    /** This command with {@code text} (a few lines) as its standard input. */
    Command withInput(String text) {
        input = text;
        return this;
    }

    /** A builder of the process, without input. */
    ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.directory(new File("/")).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C"); // messages in English, no dependence on the user's locale
        return builder;
    }

    /**
     * Runs to the end.
     *
     * @param failure what failing means, for the message: "initdb failed"
     */
    void run(String failure) throws ClusterException, InterruptedException {
        Result result = execute();
        if (result.status != 0) {
            throw new ClusterException(failure + ": " + Complaint.lastIn(result.output));
        }
    }

    /** Whether it ends with status 0. */
    boolean succeeds() throws ClusterException {
        try {
            return execute().status == 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Result execute() throws ClusterException, InterruptedException {
        Process process;
        try {
            process = builder().start();
        } catch (IOException e) {
            throw ClusterException.of("cannot run " + words.getFirst(), e);
        }
        try {
            CompletableFuture<String> output =
                    CompletableFuture.supplyAsync(() -> text(process), READERS);
            write(process);
            if (!process.waitFor(LIMIT)) {
                throw new ClusterException(
                        "%s did not end within %s s"
                                .formatted(String.join(" ", words), LIMIT.toSeconds()));
            }
            return new Result(process.exitValue(), output.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private void write(Process process) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // The program ended without reading; its status and output say why.
        }
    }

    private static String text(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return ""; // killed
        }
    }

    private record Result(int status, String output) {}
}
