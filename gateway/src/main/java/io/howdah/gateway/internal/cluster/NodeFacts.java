package io.howdah.gateway.internal.cluster;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a node has said of itself. Immutable.
 *
 * @param inRecovery whether it follows, rather than takes writes
 * @param systemIdentifier of its cluster; 0: it does not tell
 * @param timeline the newest that it is known to be on; 0: it does not tell
 * @param position in its write-ahead log
 * @param upstream whom a replica streams from; null: nobody, or it does not tell
 * @param senders who streams from it; empty: nobody, or it does not tell
 * @param settings those that matter to others
 */
public record NodeFacts(
        boolean inRecovery,
        long systemIdentifier,
        int timeline,
        Position position,
        @Nullable String upstream,
        List<Sender> senders,
        Settings settings) {
    public NodeFacts {
        senders = List.copyOf(senders);
    }

    /**
     * A place in the write-ahead log.
     *
     * @param lsn of a primary where it inserts, of a replica up to where it has replayed
     * @param receivedLsn up to where a replica has received; 0: nothing by streaming
     * @param replayAgeMillis how long ago the transaction was committed that a replica has replayed
     *     last; -1: none yet
     */
    public record Position(long lsn, long receivedLsn, long replayAgeMillis) {}

    /**
     * A connection by which it sends its write-ahead log.
     *
     * @param name the receiver's application_name
     * @param address the receiver's; empty: it is on the same machine, or not shown
     * @param state of PostgreSQL's, streaming for one
     * @param sync whether its commits wait for it: async, sync, quorum, potential
     */
    public record Sender(String name, String address, String state, String sync) {}

    /**
     * Settings that matter to other nodes and to clients.
     *
     * @param version as server_version_num
     */
    public record Settings(int version, int maxConnections, boolean hotStandbyFeedback) {}
}
