package io.howdah.app;

import io.howdah.bench.Bench;
import io.howdah.bench.Plan;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Field;
import io.howdah.bench.server.HowdahProgram;
import io.howdah.bench.server.Variant;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Measures Howdah beside direct connections and other gateways. */
final class BenchCommand implements Command {
    /** Where {@code ./howdah} tells its own place. */
    private static final String SCRIPT = "howdah.script";

    private final Surroundings around;

    BenchCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String summary() {
        return "Measures Howdah beside direct connections and other gateways.";
    }

    @Override
    public List<String> synopsis() {
        return List.of(
                "bench [PART…] [--cells NAMES] [--targets NAMES] [--variant NAME:KEY=VALUE,…]",
                "    [--rounds N] [--seconds N] [--warm-up N] [--pool-size N] [--out FILE]");
    }

    @Override
    public Optional<Option> operand() {
        return Optional.of(
                Option.values(
                        BenchOptions.PART, BenchOptions.PART, "What to measure (everything)."));
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.value(
                        "--cells",
                        "NAMES",
                        "As select-simple-16 or tpcb-*; owed: where a figure is owed (*)."),
                Option.value(
                        "--targets", "NAMES", "What to measure (" + BenchOptions.TARGETS + ")."),
                Option.values(
                        "--variant",
                        "NAME:KEY=VALUE,…",
                        "A Howdah with other settings, measured too."),
                Option.value("--rounds", "N", "How often each target has its turn (9)."),
                Option.value("--seconds", "N", "How long a turn lasts (5)."),
                Option.value("--warm-up", "N", "Seconds before that do not count (5)."),
                Option.value("--pool-size", "N", "The most backends of each pool (20)."),
                Option.value("--out", "FILE", "The page to write (docs/performance.md)."));
    }

    @Override
    public List<String> notes() {
        return List.of(
                "Parts: " + String.join(", ", BenchOptions.parts()) + ".",
                "./howdah bench parts runs JMH on what is done for every statement, in a checkout.",
                "Cells: {select,tpcb,blog,reconnect}-{simple,extended,prepared}-CLIENTS.",
                "Targets: " + String.join(", ", Field.names(Variant.KNOWN)) + ".",
                "Needs Debian's postgresql-15; other gateways are measured if they are installed.",
                "The page is written anew after each cell. Measure on a machine that is quiet.");
    }

    @Override
    public void run(Arguments arguments) throws Refusal, InterruptedException {
        Plan plan = new BenchOptions(arguments).plan(around.directory());
        try {
            HowdahProgram howdah = HowdahProgram.ofThisProcess(Main.class.getName());
            HowdahProgram command =
                    Optional.ofNullable(System.getProperty(SCRIPT))
                            .map(script -> HowdahProgram.script(Path.of(script)))
                            .orElse(howdah);
            Bench bench = new Bench(plan, around.clock(), this::tell);
            Path page = around.stops().interruptible(() -> bench.run(howdah, command));
            tell("Written to " + page);
        } catch (BenchException e) {
            throw new Refusal(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void tell(String line) {
        around.out().println(line);
        around.out().flush();
    }
}
