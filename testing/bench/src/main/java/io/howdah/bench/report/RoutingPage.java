package io.howdah.bench.report;

import io.howdah.bench.routing.RoutingPlan;
import io.howdah.bench.routing.RoutingResult;

import java.util.List;

/** What choosing nodes gives, in Markdown. */
public final class RoutingPage {
    private RoutingPage() {}

    /** Writes the page. */
    public static String of(Setup setup, List<RoutingResult> results) {
        StringBuilder text = new StringBuilder();
        text.append("# Choosing nodes\n\n");
        text.append("Written by `./howdah bench routing`, never by hand. ").append(setup.when());
        text.append("; ").append(setup.machine()).append(".\n\n");
        text.append(
                """
                A primary and two replicas (PostgreSQL 18) behind Howdah, which spreads reads over all of them. Cores of one machine cannot
                show what three servers can do, so each node stands behind a limiter: so many statements in service at a time, the others
                wait their turn, and each takes a time of its own, drawn from a log-normal distribution whose median is given. A service
                time comes from the limiter, PostgreSQL's own work is hidden in it. Latencies are counted from the moment at which a
                statement was due, whether or not those before were answered; arrivals come by chance (Poisson), and are the same for every
                strategy of a round.
                """);
        text.append(
                """

                Each scenario: %d rounds of %d s after %d s of warm-up, in each round every strategy once; medians of the rounds. Ratios have
                the 95 %% interval of a bootstrap over the rounds. Pools have %d connections to a node. The bot has served for %d s before, in the
                shadow of `peak-ewma`: one of its two manners has to be better in two comparisons of three trials each before it decides.
                Every statement has a backend to itself (`multiplexing.enabled: false`): shared ones ask elsewhere again what waits for a node that stands
                still, whoever has chosen that.
                """
                        .formatted(
                                setup.pace().rounds(),
                                setup.pace().seconds(),
                                setup.pace().warmUpSeconds(),
                                setup.poolSize(),
                                RoutingPlan.LEARNING_SECONDS));
        section(text, "What is owed", RoutingOwed.of(results));
        for (RoutingResult result : results) {
            String title =
                    "(%s) %s".formatted(result.scenario().letter(), result.scenario().title());
            section(text, title, RoutingSection.of(result));
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String title, String content) {
        if (!content.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n").append(content.stripTrailing());
            text.append('\n');
        }
    }
}
