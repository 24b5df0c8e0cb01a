package io.howdah.gateway.internal.backend;

/**
 * Measures one backend's transactions and counts its traffic. Confined to its loop.
 *
 * <p>A transaction is taken to begin with the first request cycle after the last one ended.
 */
final class BackendTimes {
    private final Traffic traffic;
    private final long connectedNanos;
    private long requestedNanos;
    private long transactionNanos;
    private boolean inTransaction;

    BackendTimes(Traffic traffic, long nowNanos) {
        this.traffic = traffic;
        this.connectedNanos = nowNanos;
        this.requestedNanos = nowNanos;
    }

    void received(int bytes) {
        traffic.sent(bytes);
    }

    /** {@code exchange} has been answered, with nothing left open when {@code idle}. */
    void answered(Exchange exchange, long nowNanos, boolean idle) {
        if (exchange.requester().outbox() == null) {
            return; // one of Howdah's own
        }
        requestedNanos = exchange.startedNanos();
        traffic.answered(nowNanos - requestedNanos);
        if (!inTransaction) {
            transactionNanos = requestedNanos;
        }
        inTransaction = !idle;
        if (idle) {
            traffic.transacted(nowNanos - transactionNanos);
        }
    }

    long connectedNanos() {
        return connectedNanos;
    }

    long requestedNanos() {
        return requestedNanos;
    }
}
