package io.howdah.app;

import io.howdah.app.config.Configuration;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.config.GatewaySettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Reads a configuration and names everything that is wrong with it. */
@Command(
        name = "check",
        description = "Reads a configuration and names everything that is wrong with it.")
final class CheckCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Settings in YAML: see docs/configuration.md.")
    private Path config = Path.of("");

    private final Surroundings around;

    CheckCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InvalidConfiguration {
        GatewaySettings settings =
                new Configuration(around.directory(), around.environment()).load(config);
        around.out()
                .println(
                        config
                                + " is valid: listens on "
                                + settings.listen()
                                + ", "
                                + count(settings.nodes().size(), "node")
                                + ", "
                                + count(settings.users().size(), "user"));
        return ExitCode.OK.code();
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
