package io.howdah.gateway.control;

import io.howdah.base.HostPort;

/**
 * A node as the gateway believes it to be.
 *
 * @param reachable false while it is left alone because it could not be reached
 * @param place where it is
 * @param standing what asking it has shown
 */
public record NodeSnapshot(
        HostPort address, boolean primary, boolean reachable, Place place, Standing standing) {
    /**
     * Where a node is, as configured; empty where nothing is.
     *
     * @param weight its share of the reads
     */
    public record Place(String region, String zone, int weight) {}

    /**
     * What asking a node has shown; empty, 0 and -1 stand for what is not known.
     *
     * @param role primary, replica, rival (says it is the primary, and is not believed), stranger
     *     (of another cluster); empty: it has not answered
     * @param state how far it is trusted, in a word
     * @param reason why it is not used as it might be
     * @param readable whether reads may go there
     * @param upstream whom it follows
     * @param lsn where its write-ahead log is
     * @param sampleAgeMillis how long ago it was asked for that
     * @param version as server_version_num
     */
    public record Standing(
            String role,
            String state,
            String reason,
            boolean readable,
            String upstream,
            int timeline,
            String lsn,
            long lagBytes,
            long lagMillis,
            long sampleAgeMillis,
            int version) {
        /** It has not been asked. */
        public static final Standing UNKNOWN =
                new Standing("", "", "", false, "", 0, "", -1, -1, -1, 0);
    }
}
