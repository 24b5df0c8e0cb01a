package io.howdah.app;

import io.howdah.bench.setups.SetupsPlan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads how somebody wants the set-ups of a pooling benchmark to be measured. */
record SetupsOptions(Arguments arguments) {
    /** The operand that asks for it, by itself. */
    static final String NAME = "setups";

    private static final int CLIENTS = 1_000;
    private static final String PAGE = "docs/setups.md";

    /**
     * The plan.
     *
     * @param directory that the page's file is relative to
     * @throws Refusal when it makes no sense
     */
    SetupsPlan plan(Path directory) throws Refusal {
        List<String> foreign = new ArrayList<>(RoutingOptions.OWN);
        foreign.addAll(List.of("--cells", "--targets", "--variant"));
        BenchOptions.refuse(arguments, NAME, foreign);
        return new SetupsPlan(
                CLIENTS,
                BenchOptions.pace(arguments, 5, 20, 10),
                BenchOptions.poolSize(arguments),
                BenchOptions.page(arguments, directory, PAGE));
    }
}
