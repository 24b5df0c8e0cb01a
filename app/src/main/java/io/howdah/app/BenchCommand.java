package io.howdah.app;

import io.howdah.bench.Bench;
import io.howdah.bench.Plan;
import io.howdah.bench.RoutingBench;
import io.howdah.bench.SetupsBench;
import io.howdah.bench.routing.RoutingPlan;
import io.howdah.bench.routing.Strategy;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Field;
import io.howdah.bench.server.HowdahProgram;
import io.howdah.bench.server.Variant;
import io.howdah.bench.setups.SetupsPlan;

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
                "    [--rounds N] [--seconds N] [--warm-up N] [--pool-size N] [--out FILE]",
                "bench routing [--scenarios LETTERS] [--strategies NAMES] [--rounds N] …",
                "bench setups [--rounds N] [--seconds N] [--warm-up N] [--out FILE]");
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
                Option.value("--scenarios", "LETTERS", "For routing: which nodes (a,b,c,d,e,f)."),
                Option.value("--strategies", "NAMES", "For routing: ways to choose a node (all)."),
                Option.value(
                        "--servers",
                        "HOST:PORT,…",
                        "For routing: a primary and two replicas of yours (new ones)."),
                Option.value("--rounds", "N", "How often each target has its turn (9; 5; 5)."),
                Option.value("--seconds", "N", "How long a turn lasts (5; 10; 20)."),
                Option.value("--warm-up", "N", "Seconds before that do not count (5; 10; 10)."),
                Option.value("--pool-size", "N", "The most backends of each pool (20)."),
                Option.value("--out", "FILE", "The page to write (docs/performance.md; …)."));
    }

    @Override
    public List<String> notes() {
        return List.of(
                "Parts: " + String.join(", ", BenchOptions.parts()) + ".",
                "./howdah bench parts runs JMH on what is done for every statement, in a checkout.",
                "Cells: {select,tpcb,blog,reconnect}-{simple,extended,prepared}-CLIENTS.",
                "Targets: " + String.join(", ", Field.names(Variant.KNOWN)) + ".",
                "routing measures ways to choose among nodes that are not alike: see its page,",
                "docs/routing-performance.md. Strategies: "
                        + String.join(", ", Strategy.labels())
                        + ".",
                "setups measures the blog's reads through one gateway, three, and over replicas:",
                "docs/setups.md. Defaults are of everything; routing; setups.",
                "Needs Debian's postgresql-15; other gateways are measured if they are installed.",
                "The page is written anew after each cell. Measure on a machine that is quiet.");
    }

    @Override
    public void run(Arguments arguments) throws Refusal, InterruptedException {
        Measurement measurement =
                switch (String.join(" ", arguments.values(BenchOptions.PART))) {
                    case RoutingOptions.NAME -> routing(arguments);
                    case SetupsOptions.NAME -> setups(arguments);
                    default -> everything(arguments);
                };
        try {
            HowdahProgram howdah = HowdahProgram.ofThisProcess(Main.class.getName());
            Path page = around.stops().interruptible(() -> measurement.run(howdah));
            tell("Written to " + page);
        } catch (BenchException e) {
            throw new Refusal(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Measurement everything(Arguments arguments) throws Refusal {
        Plan plan = new BenchOptions(arguments).plan(around.directory());
        Bench bench = new Bench(plan, around.clock(), this::tell);
        return howdah -> {
            HowdahProgram command =
                    Optional.ofNullable(System.getProperty(SCRIPT))
                            .map(script -> HowdahProgram.script(Path.of(script)))
                            .orElse(howdah);
            return bench.run(howdah, command);
        };
    }

    private Measurement routing(Arguments arguments) throws Refusal {
        RoutingPlan plan = new RoutingOptions(arguments).plan(around.directory());
        return new RoutingBench(plan, around.clock(), this::tell)::run;
    }

    private Measurement setups(Arguments arguments) throws Refusal {
        SetupsPlan plan = new SetupsOptions(arguments).plan(around.directory());
        return new SetupsBench(plan, around.clock(), this::tell)::run;
    }

    /** Measures with Howdahs that are run so, and returns the page. */
    private interface Measurement {
        Path run(HowdahProgram howdah) throws BenchException, InterruptedException;
    }

    private void tell(String line) {
        around.out().println(line);
        around.out().flush();
    }
}
