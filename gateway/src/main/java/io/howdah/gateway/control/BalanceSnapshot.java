package io.howdah.gateway.control;

import io.howdah.spi.balance.Belief;

import java.time.Instant;
import java.util.List;

/**
 * How the nodes are chosen that reads go to, as it stands.
 *
 * @param strategy what decides now
 * @param beliefs of the digests that are asked most
 * @param changes of mind, the latest first
 */
public record BalanceSnapshot(String strategy, List<Belief> beliefs, List<Change> changes) {
    public BalanceSnapshot {
        beliefs = List.copyOf(beliefs);
        changes = List.copyOf(changes);
    }

    /** What has changed, and why, in words. */
    public record Change(Instant time, String words) {}
}
