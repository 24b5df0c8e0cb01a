package io.howdah.it;

import static org.junit.jupiter.api.Assertions.fail;

import io.howdah.app.Main;
import io.howdah.base.HostPort;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program as operators have it, in a process of its own. */
final class HowdahProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 60;
    private static final Pattern LISTENING = Pattern.compile("(?:listening|ready) on ([^ ,]+)");

    private final Process process;
    private final List<String> log = new CopyOnWriteArrayList<>();

    private HowdahProcess(Process process) {
        this.process = process;
        Thread.startVirtualThread(this::readLog);
    }

    /** Starts {@code howdah run --config FILE}; it ends with the tests at latest. */
    static HowdahProcess start(Path config) throws IOException {
        return start("run", "--config", config.toString());
    }

    /** Starts {@code howdah words…}; it ends with the tests at latest. */
    static HowdahProcess start(String... words) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "setpriv",
                                "--pdeathsig=INT",
                                "env",
                                "--default-signal", // nohup and shells have some ignored
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(words));
        return new HowdahProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void readLog() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(log::add);
        } catch (UncheckedIOException | IOException e) {
            log.add("the log cannot be read any more: " + e);
        }
    }

    /** Where clients connect, once it listens. */
    Endpoint endpoint() throws Exception {
        Matcher match = LISTENING.matcher(awaitLine(LISTENING, 0));
        if (!match.find()) {
            throw new IllegalStateException();
        }
        return new Endpoint(HostPort.parse(match.group(1)));
    }

    /** How many lines it has logged. */
    int logged() {
        return log.size();
    }

    /** The first line from number {@code from} on in which {@code wanted} is found. */
    String awaitLine(Pattern wanted, int from) throws Exception {
        Await.until(() -> wanted + " in " + log, () -> find(wanted, from) != null || isOver());
        String line = find(wanted, from);
        return line == null ? fail(wanted + " is not in " + log) : line;
    }

    private @Nullable String find(Pattern wanted, int from) {
        return log.stream()
                .skip(from)
                .filter(line -> wanted.matcher(line).find())
                .findFirst()
                .orElse(null);
    }

    private boolean isOver() {
        return !process.isAlive();
    }

    /** Has it read its configuration again. */
    void hangUp() throws IOException {
        signal("HUP");
    }

    private void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
    }

    @Override
    public void close() throws IOException {
        signal("INT");
        process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
    }
}
