package io.howdah.app;

import io.howdah.app.config.Configuration;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.config.GatewaySettings;

import java.nio.file.Path;
import java.util.List;

/** Reads a configuration and names everything that is wrong with it. */
final class CheckCommand implements Command {
    private final Surroundings around;

    CheckCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "Reads a configuration and names everything that is wrong with it.";
    }

    @Override
    public List<String> synopsis() {
        return List.of("check --config FILE");
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.value("--config", "FILE", "Settings in YAML: see docs/configuration.md."));
    }

    @Override
    public void run(Arguments arguments) throws Refusal, InvalidConfiguration {
        String file =
                arguments
                        .value("--config")
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                ExitCode.USAGE, "which file? Give --config FILE"));
        GatewaySettings settings =
                new Configuration(around.directory(), around.environment()).load(Path.of(file));
        around.out()
                .println(
                        file
                                + " is valid: listens on "
                                + settings.listen()
                                + ", "
                                + count(settings.nodes().size(), "node")
                                + ", "
                                + count(settings.users().size(), "user"));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
