package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A client program that is run against an {@link Endpoint} and then looked at. */
record Tool(Path program, Map<String, String> environment) {
    private static final long LIMIT_SECONDS = 100;

    Tool(Path program) {
        this(program, Map.of());
    }

    /** One of PostgreSQL 15's programs, as Debian packages them. */
    static Tool postgres15(String name) {
        return new Tool(
                Peer.require(DebianPostgres.PROGRAMS.resolve(name), "postgresql-client-15"));
    }

    /** Runs the program to its end, which must be a success without complaints. */
    String run(Endpoint endpoint, String... arguments) throws IOException, InterruptedException {
        Result result = tryRun(endpoint, arguments);
        assertEquals("", result.errors(), "on standard error");
        assertEquals(0, result.exitCode(), "exit code");
        return result.output();
    }

    /** Runs the program to its end, whatever it is. */
    Result tryRun(Endpoint endpoint, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("PSQLRC", "/dev/null");
        builder.environment().putAll(environment);
        builder.environment().putAll(endpoint.environment());
        Process process = builder.start();
        CompletableFuture<String> output = collect(process.getInputStream());
        CompletableFuture<String> errors = collect(process.getErrorStream());
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            fail(command + " did not end; it wrote:\n" + output.join() + errors.join());
        }
        return new Result(process.exitValue(), output.join(), errors.join());
    }

    private static CompletableFuture<String> collect(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> {
                    try (stream) {
                        text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        text.completeExceptionally(new UncheckedIOException(e));
                    }
                });
        return text;
    }

    /** How a program ended, and what it wrote. */
    record Result(int exitCode, String output, String errors) {}
}
