package io.howdah.gateway.internal.backend;

import io.howdah.gateway.control.TrafficSnapshot;

/**
 * Counts what passes for one database on one loop. Confined to that loop, so that counting is an
 * addition and nothing else.
 */
public final class Traffic {
    private long assignments;
    private long transactions;
    private long queries;
    private long received;
    private long sent;
    private long transactionNanos;
    private long queryNanos;
    private long waitNanos;
    private long clientParses;
    private long serverParses;
    private long binds;

    /** A client was given a backend. */
    public void assigned() {
        assignments++;
    }

    /** A client has waited for a backend. */
    public void waited(long nanos) {
        waitNanos += nanos;
    }

    /** Bytes came from a client. */
    public void received(int bytes) {
        received += bytes;
    }

    /** Bytes came from PostgreSQL. */
    void sent(int bytes) {
        sent += bytes;
    }

    /** A request cycle was answered. */
    void answered(long nanos) {
        queries++;
        queryNanos += nanos;
    }

    /** A transaction has ended. */
    void transacted(long nanos) {
        transactions++;
        transactionNanos += nanos;
    }

    /** A client prepared a named statement. */
    public void parsedByClient() {
        clientParses++;
    }

    /** A statement was prepared on a backend. */
    public void parsedByServer() {
        serverParses++;
    }

    /** A client made a portal of a named statement. */
    public void bound() {
        binds++;
    }

    /** What has been counted so far; on the loop. */
    TrafficSnapshot snapshot() {
        return new TrafficSnapshot(
                assignments,
                transactions,
                queries,
                received,
                sent,
                transactionNanos,
                queryNanos,
                waitNanos,
                clientParses,
                serverParses,
                binds);
    }
}
