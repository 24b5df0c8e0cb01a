package io.howdah.gateway.internal.cluster;

/**
 * How far a replica is behind. Immutable.
 *
 * @param bytes of WAL that it has not replayed; -1: not known
 * @param millis how long ago the primary was where the replica is now; -1: not known
 */
public record Lag(long bytes, long millis) {
    /** Nothing to compare with. */
    public static final Lag UNKNOWN = new Lag(-1, -1);

    /**
     * What is allowed.
     *
     * @param millis 0: any
     * @param bytes 0: any
     */
    public record Limit(long millis, long bytes) {
        /**
         * Whether a replica with this lag may be read from. One that was too far behind has to come
         * within half of the limit first, so that it does not come and go.
         *
         * @param wasWithin whether it was before
         */
        public boolean allows(Lag lag, boolean wasWithin) {
            int part = wasWithin ? 1 : 2;
            return (millis == 0 || lag.millis <= millis / part)
                    && (bytes == 0 || lag.bytes <= bytes / part);
        }
    }
}
