package io.howdah.bench;

import io.howdah.base.Clock;
import io.howdah.bench.machine.Machine;
import io.howdah.bench.report.RoutingPage;
import io.howdah.bench.report.Setup;
import io.howdah.bench.routing.RoutingPlan;
import io.howdah.bench.routing.RoutingResult;
import io.howdah.bench.routing.RoutingRounds;
import io.howdah.bench.routing.RoutingScenario;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Herd;
import io.howdah.bench.server.HowdahProgram;
import io.howdah.bench.server.Launcher;
import io.howdah.bench.server.Workshop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run over ways of choosing nodes: a cluster, in front of it nodes that are not alike, and a
 * page that is written anew after each scenario. One thread.
 */
public final class RoutingBench {
    private final RoutingPlan plan;
    private final Clock clock;
    private final Consumer<String> log;

    /**
     * A run of {@code plan}.
     *
     * @param log hears what is done, a line each
     */
    public RoutingBench(RoutingPlan plan, Clock clock, Consumer<String> log) {
        this.plan = plan;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Measures, and stops everything.
     *
     * @return the page that was written
     * @throws BenchException when a server cannot be started, or the page not be written
     */
    public Path run(HowdahProgram howdah) throws BenchException, InterruptedException {
        if (!Machine.isLinux()) {
            throw new BenchException("the machine is described from Linux' /proc");
        }
        Setup setup = Setup.now(clock, plan.pace(), plan.poolSize());
        List<RoutingResult> results = new ArrayList<>();
        try (Workshop workshop = Workshop.open(clock);
                Herd herd = herd(workshop)) {
            Launcher launcher = new Launcher(howdah, workshop);
            for (RoutingScenario scenario : plan.scenarios()) {
                log.accept("(%s) %s".formatted(scenario.letter(), scenario.title()));
                results.add(RoutingRounds.measure(scenario, plan, herd, launcher, log));
                Publication.write(plan.page(), RoutingPage.of(setup, results));
            }
        }
        return plan.page();
    }

    private Herd herd(Workshop workshop) throws BenchException, InterruptedException {
        return plan.servers().isEmpty()
                ? Herd.start(workshop, RoutingPlan.NODES - 1, log)
                : Herd.given(plan.servers(), clock);
    }
}
