package io.howdah.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.bench.Plan;
import io.howdah.bench.Plan.Part;
import io.howdah.bench.matrix.Cell;
import io.howdah.bench.matrix.Pace;
import io.howdah.bench.routing.RoutingPlan;
import io.howdah.bench.routing.RoutingScenario;
import io.howdah.bench.routing.RoutingScenarios;
import io.howdah.bench.routing.Strategy;
import io.howdah.bench.server.Variant;
import io.howdah.bench.setups.SetupsPlan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

class BenchCommandTest {
    @TempDir private Path folder;

    @Test
    void measuresEverythingUnlessToldOtherwise() throws Exception {
        Files.createDirectory(folder.resolve("docs"));
        Plan plan = plan();
        assertEquals(Set.of(Part.values()), plan.parts());
        assertEquals(Cell.all(), plan.cells());
        assertEquals(new Pace(9, 5, 5), plan.pace());
        assertEquals(
                List.of("direct", "pgbouncer", "haproxy", "pgpool", "howdah"),
                plan.field().targets());
        assertEquals(20, plan.field().poolSize());
        assertEquals(folder.resolve("docs/performance.md"), plan.page());
    }

    @Test
    void measuresWhatIsChosen() throws Exception {
        Plan plan =
                plan(
                        "matrix",
                        "held-up",
                        "--cells=select-simple-16,owed,tpcb-*-16",
                        "--targets=direct,loop-a-core",
                        "--rounds=2",
                        "--seconds=1",
                        "--warm-up=0",
                        "--out=x.md");
        assertEquals(Set.of(Part.MATRIX, Part.HELD_UP), plan.parts());
        assertEquals("select-simple-16", plan.cells().getFirst().toString());
        assertEquals("tpcb-extended-16", plan.cells().getLast().toString());
        assertEquals(17, plan.cells().size());
        assertEquals(List.of("direct", "loop-a-core"), plan.field().targets());
        assertEquals(new Pace(2, 1, 0), plan.pace());
    }

    @Test
    void measuresAVariantOfOnesOwn() throws Exception {
        Plan plan = plan("--targets=direct", "--variant=big:pool.size=50", "--out=x.md");
        assertEquals(List.of("direct", "big"), plan.field().targets());
        assertEquals(Variant.of("big", "pool.size=50"), plan.field().variants().getLast());
    }

    @Test
    void measuresWaysToChooseNodes() throws Exception {
        RoutingPlan plan =
                routing(
                        "--scenarios=a,e",
                        "--strategies=bot,peak-ewma",
                        "--rounds=2",
                        "--out=x.md");
        assertEquals(
                List.of("a", "e"), plan.scenarios().stream().map(RoutingScenario::letter).toList());
        assertEquals(List.of(Strategy.BOT, Strategy.PEAK_EWMA), plan.strategies());
        assertEquals(new Pace(2, 10, 10), plan.pace());
        assertEquals(RoutingScenarios.ALL, routing("--out=x.md").scenarios());
        assertEquals(List.of(), routing("--out=x.md").servers());
        List<HostPort> servers =
                List.of(new HostPort("a", 1), new HostPort("b", 2), new HostPort("::1", 3));
        assertEquals(servers, routing("--out=x.md", "--servers=a:1,b:2,[::1]:3").servers());
        assertEquals(List.of(Strategy.values()), routing("--out=x.md").strategies());
    }

    @Test
    void measuresSetUps() throws Exception {
        Arguments arguments = arguments("setups", "--seconds=3", "--out=x.md");
        SetupsPlan plan = new SetupsOptions(arguments).plan(folder);
        assertEquals(new SetupsPlan(1_000, new Pace(5, 3, 10), 20, folder.resolve("x.md")), plan);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "memry | there is no part memry; did you mean memory?",
                "--targets=pgbounce | there is no target pgbounce; did you mean pgbouncer?",
                "--cells=select-16 | there is no cell select-16; one is named as select-simple-16",
                "--cells=x* | no cell is named as x*",
                "--variant=mine | 'mine' is not NAME:KEY=VALUE[,KEY=VALUE…]",
                "--variant=howdah:threads=1 | there is already something named howdah",
                "--rounds=0 | --rounds is a number within 1..1000, not '0'",
                "--out=no/such/page.md | there is no folder for",
                "--strategies=bot | --strategies means nothing for everything but routing",
                "routing --cells=* | --cells means nothing for routing",
                "routing --strategies=bott | there is no strategy bott; did you mean bot?",
                "routing --scenarios=x | there is no scenario x; they are a to f",
                "routing --out=x.md --servers=a:1,b:2 | there have to be 3 servers, not 2",
                "routing --servers=a:1,b,c:3 | 'b' is not HOST:PORT",
                "setups --servers=a:1 | --servers means nothing for setups",
                "setups --scenarios=a | --scenarios means nothing for setups",
                "--round=1 | there is no option --round; did you mean --rounds?"
            })
    void refusesWhatMakesNoSense(String words, String reason) {
        Terminal terminal = new Terminal(folder, Map.of());
        assertEquals(2, terminal.run(("bench " + words).split(" ", -1)));
        assertTrue(terminal.err.toString().contains(reason), terminal.err.toString());
    }

    @Test
    void runsOnlyWhatItWasStartedWith() {
        Terminal terminal = new Terminal(folder, Map.of());
        assertEquals(1, terminal.run("bench", "start", "--out=x.md"));
        assertEquals("howdah: start this with ./howdah bench\n", terminal.err.toString());
    }

    private Plan plan(String... words) throws Refusal {
        return new BenchOptions(arguments(words)).plan(folder);
    }

    private RoutingPlan routing(String... words) throws Refusal {
        return new RoutingOptions(arguments(words)).plan(folder);
    }

    private static Arguments arguments(String... words) throws Refusal {
        Command command =
                new BenchCommand(
                        Surroundings.system(
                                new PrintWriter(new StringWriter()),
                                new PrintWriter(new StringWriter())));
        return Arguments.parse(command, List.of(words));
    }
}
