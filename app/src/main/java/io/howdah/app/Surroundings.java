package io.howdah.app;

import io.howdah.base.Clock;
import io.howdah.base.Randomness;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a command touches outside itself.
 *
 * @param environment the process's variables
 * @param directory the working directory
 * @param terminal whether a person watches {@code out}
 */
record Surroundings(
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        Map<String, String> environment,
        Path directory,
        Clock clock,
        StopRequests stops,
        RunningGateway.Starter gateways,
        RunningCluster.Starter clusters) {

    /** The machine as it is. */
    static Surroundings system(PrintWriter out, PrintWriter err) {
        Clock clock = Clock.system();
        StopRequests stops = new StopRequests();
        return new Surroundings(
                out,
                err,
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent(),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                clock,
                stops,
                RunningGateway.starter(clock, Randomness.secure()),
                RunningCluster.starter(clock));
    }

    /** The same for a command that is stopped by {@code others}, and starts {@code gateways}. */
    Surroundings with(StopRequests others, RunningGateway.Starter gateways) {
        return new Surroundings(
                out, err, terminal, environment, directory, clock, others, gateways, clusters);
    }
}
