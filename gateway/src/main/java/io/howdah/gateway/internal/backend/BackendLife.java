package io.howdah.gateway.internal.backend;

/** What its pool knows of one backend, beside its session. Confined to its loop. */
final class BackendLife {
    /** What the pool does with it. */
    enum Use {
        /** Nobody has it. */
        IDLE,
        /** It is lent. */
        LENT,
        /** It is asked whether it is still there. */
        CHECKED
    }

    private Use use = Use.IDLE;
    private long connectedNanos;
    private int generation;
    private double share = 1;
    private boolean outdated;

    /**
     * It has been opened.
     *
     * @param generation its pool's when the opening began
     * @param share how much of the pool's backend-lifetime it may live, so that backends opened
     *     together do not end together
     */
    void begin(long now, int generation, double share) {
        this.connectedNanos = now;
        this.generation = generation;
        this.share = share;
    }

    Use use() {
        return use;
    }

    void use(Use now) {
        use = now;
    }

    /** When it was opened. */
    long connectedNanos() {
        return connectedNanos;
    }

    /** It is not to be used again, whatever its generation. */
    void outdate() {
        outdated = true;
    }

    /** Whether it is of an earlier generation than this, or of none that is wanted. */
    boolean isOlderThan(int current) {
        return outdated || generation - current < 0;
    }

    /** Whether it has lived longer than its share of {@code lifetimeNanos}; never for 0. */
    boolean isOver(long now, long lifetimeNanos) {
        return lifetimeNanos > 0 && now - connectedNanos > lifetimeNanos * share;
    }
}
