package io.howdah.bench.server;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.bench.client.PlainClient;
import io.howdah.bench.machine.ProcessTree;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that runs until it is closed. */
final class Daemon implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final String name;
    private final Stop stop;
    private final Process process;
    private final Path log;

    private Daemon(String name, Stop stop, Process process, Path log) {
        this.name = name;
        this.stop = stop;
        this.process = process;
        this.log = log;
    }

    /** How a server is asked to stop without waiting for its clients. */
    enum Stop {
        INTERRUPT("INT"),
        TERMINATE("TERM");

        private final String signal;

        Stop(String signal) {
            this.signal = signal;
        }
    }

    static Daemon start(String name, Stop stop, List<String> command, Path log)
            throws BenchException {
        try {
            Process process =
                    Shell.builder(command)
                            .redirectInput(new File("/dev/null"))
                            .redirectOutput(log.toFile())
                            .start();
            return new Daemon(name, stop, process, log);
        } catch (IOException e) {
            throw new BenchException("cannot start " + name, e);
        }
    }

    ProcessTree processes() {
        return ProcessTree.of(process.pid());
    }

    /**
     * Asks again and again until it answers a query.
     *
     * @throws BenchException when it ends instead, or does not answer within a minute
     */
    void await(HostPort address, String database, Clock clock)
            throws BenchException, InterruptedException {
        long start = clock.nanos();
        String reason = "";
        while (process.isAlive() && clock.nanos() - start < START_LIMIT.toNanos()) {
            try (PlainClient client = PlainClient.connect(address, PostgreSql.USER, database)) {
                client.query("SELECT 1");
                return;
            } catch (IOException e) {
                reason = String.valueOf(e.getMessage());
                Thread.sleep(PAUSE);
            }
        }
        throw new BenchException(
                "%s does not answer on %s (%s):\n%s".formatted(name, address, reason, lastWords()));
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readString(log).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            signal();
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void signal() throws InterruptedException {
        try {
            String pid = Long.toString(process.pid());
            Shell.run("kill", List.of("kill", "-" + stop.signal, pid));
        } catch (BenchException _) {
            process.destroy(); // it has ended already, or there is no kill
        }
    }
}
