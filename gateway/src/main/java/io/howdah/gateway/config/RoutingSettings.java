package io.howdah.gateway.config;

import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;
import io.howdah.spi.balance.BalancingSettings;

import java.time.Duration;
import java.util.List;

/**
 * Which nodes answer reads. What may leave the primary is found out by Howdah: statements that only
 * read, by everything that they reach, one by one or in READ ONLY transactions.
 */
public record RoutingSettings(
        @Setting(
                        value =
                                "Where such reads go: replicas, or the primary while none is fresh"
                                        + " enough; any, the primary among them; primary.",
                        fallback = "replicas")
                ReadsFrom reads,
        @Setting(
                        value =
                                "How fresh they must be: session, a client sees what it has written"
                                        + " and never goes back in time; strong, as the primary has"
                                        + " it; bounded, at most max-staleness old; eventual.",
                        fallback = "session")
                Consistency consistency,
        @Setting(
                        value =
                                "How old a bounded read may be; a replica that is older is left"
                                        + " out.",
                        fallback = "5s")
                Duration maxStaleness,
        @Setting(
                        value =
                                "How long a read waits, while no replica is fresh enough, for the"
                                        + " first that is about to be; then it goes to the primary."
                                        + " 0s: not at all. Where that is mostly in vain, few do.",
                        fallback = "1ms")
                Duration freshnessWait,
        @Setting(
                        value =
                                "Whether reads are refused, with 57P03, when there is no replica"
                                        + " to answer them and reads is replicas; else the primary"
                                        + " answers.",
                        fallback = "false")
                boolean refuseWithoutReplicas,
        @Setting(
                        value =
                                "Whether READ ONLY transactions run on replicas, too: those of READ"
                                        + " COMMITTED, and of REPEATABLE READ where replicas are"
                                        + " asked for.",
                        fallback = "true")
                boolean transactions,
        @Setting("How one of the nodes is chosen that may answer.") BalancingSettings balancing,
        @Setting(
                        "What holds for some databases, users and digests instead; of several that"
                                + " fit, the first.")
                List<RoutingRule> rules) {
    /** The most rules there may be. */
    public static final int MOST_RULES = 1_000;

    /** What holds where nothing else is said. */
    public static final RoutingSettings DEFAULT =
            new RoutingSettings(
                    ReadsFrom.REPLICAS,
                    Consistency.SESSION,
                    Duration.ofSeconds(5),
                    Duration.ofMillis(1),
                    false,
                    true,
                    BalancingSettings.DEFAULT,
                    List.of());

    /** The same, but for what is only read at the start. */
    public RoutingSettings with(BalancingSettings started) {
        return new RoutingSettings(
                reads,
                consistency,
                maxStaleness,
                freshnessWait,
                refuseWithoutReplicas,
                transactions,
                started,
                rules);
    }

    public RoutingSettings {
        rules = List.copyOf(rules);
        if (rules.size() > MOST_RULES) {
            throw new InvalidSetting("rules", "there may be " + MOST_RULES + " at most");
        }
        Bounds.within(Duration.ofMillis(1), Duration.ofDays(1), "max-staleness", maxStaleness);
        Bounds.within(Duration.ZERO, Duration.ofSeconds(10), "freshness-wait", freshnessWait);
    }
}
