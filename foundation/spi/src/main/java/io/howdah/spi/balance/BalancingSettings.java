package io.howdah.spi.balance;

import io.howdah.base.Percentage;
import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.time.Duration;

/** How reads are spread over the nodes that may answer them. */
public record BalancingSettings(
        @Setting(
                        value =
                                "How the node is chosen: bot learns how long each kind of statement"
                                        + " takes on each node under its present load, and decides"
                                        + " once its slowest reads have been faster than those of"
                                        + " peak-ewma, until they are not; the others learn nothing"
                                        + " of statements.",
                        fallback = "bot")
                Strategy strategy,
        @Setting(
                        value =
                                "The most reads of a digest that the bot sends where it only wants"
                                        + " to learn something.",
                        fallback = "0.3%")
                Percentage exploration,
        @Setting(
                        value =
                                "What the bot has learned of a digest on a node counts half as much"
                                        + " when it has not been confirmed for so long.",
                        fallback = "30s")
                Duration halfLife,
        @Setting(
                        value =
                                "Over what time a node that is new, or is back from failures, is"
                                        + " given more and more; 0s: all at once.",
                        fallback = "10s")
                Duration slowStart) {
    /** What holds where nothing else is said. */
    public static final BalancingSettings DEFAULT =
            new BalancingSettings(
                    Strategy.BOT,
                    new Percentage(0.003),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10));

    public BalancingSettings {
        if (exploration.fraction() > 0.1) {
            throw new InvalidSetting("exploration", "must be at most 10%, not " + exploration);
        }
        if (halfLife.compareTo(Duration.ofSeconds(1)) < 0
                || halfLife.compareTo(Duration.ofDays(1)) > 0) {
            throw new InvalidSetting("half-life", "must be within 1s..1d");
        }
        if (slowStart.isNegative() || slowStart.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidSetting("slow-start", "must be within 0s..1h");
        }
    }
}
