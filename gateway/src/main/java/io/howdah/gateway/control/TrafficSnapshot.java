package io.howdah.gateway.control;

import java.time.Duration;

/**
 * What has passed through for one database since the start; PgBouncer's counters.
 *
 * @param assignments how often a client was given a backend
 * @param queries request cycles answered
 * @param received bytes from clients
 * @param sent bytes from PostgreSQL
 * @param waitNanos of clients, for a backend
 * @param clientParses named statements that clients prepared
 * @param serverParses statements prepared on backends
 */
public record TrafficSnapshot(
        long assignments,
        long transactions,
        long queries,
        long received,
        long sent,
        long transactionNanos,
        long queryNanos,
        long waitNanos,
        long clientParses,
        long serverParses,
        long binds) {
    /** Nothing yet. */
    public static final TrafficSnapshot NONE = new TrafficSnapshot(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public TrafficSnapshot plus(TrafficSnapshot other) {
        return combine(other, 1);
    }

    /** What has come since {@code earlier}. */
    public TrafficSnapshot minus(TrafficSnapshot earlier) {
        return combine(earlier, -1);
    }

    private TrafficSnapshot combine(TrafficSnapshot other, int sign) {
        return new TrafficSnapshot(
                assignments + sign * other.assignments,
                transactions + sign * other.transactions,
                queries + sign * other.queries,
                received + sign * other.received,
                sent + sign * other.sent,
                transactionNanos + sign * other.transactionNanos,
                queryNanos + sign * other.queryNanos,
                waitNanos + sign * other.waitNanos,
                clientParses + sign * other.clientParses,
                serverParses + sign * other.serverParses,
                binds + sign * other.binds);
    }

    /** This, come within {@code period}, by the second; times become those of one occurrence. */
    public TrafficSnapshot average(Duration period) {
        double seconds = period.toNanos() / 1e9;
        if (seconds <= 0) {
            return NONE;
        }
        return new TrafficSnapshot(
                rate(assignments, seconds),
                rate(transactions, seconds),
                rate(queries, seconds),
                rate(received, seconds),
                rate(sent, seconds),
                each(transactionNanos, transactions),
                each(queryNanos, queries),
                each(waitNanos, assignments),
                rate(clientParses, seconds),
                rate(serverParses, seconds),
                rate(binds, seconds));
    }

    private static long rate(long count, double seconds) {
        return (long) (count / seconds);
    }

    private static long each(long total, long count) {
        return count == 0 ? 0 : total / count;
    }
}
