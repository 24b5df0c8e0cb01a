package io.howdah.gateway.control;

/**
 * Statements that differ in their constants only, as they stand.
 *
 * @param digest 64 bits
 * @param text with the constants folded
 * @param calls how often PostgreSQL has answered them
 * @param totalMicros that PostgreSQL was at them, from when it could begin to its last answer
 * @param rows that it returned or changed
 */
public record DigestSnapshot(
        long digest, String database, String text, long calls, long totalMicros, long rows) {
    /** Both together. */
    public DigestSnapshot plus(DigestSnapshot other) {
        return new DigestSnapshot(
                digest,
                database,
                text,
                calls + other.calls,
                totalMicros + other.totalMicros,
                rows + other.rows);
    }
}
