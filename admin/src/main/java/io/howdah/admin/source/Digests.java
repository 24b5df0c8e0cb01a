package io.howdah.admin.source;

import java.util.List;

/** What is known of statements by their digest. Safe from any thread. */
public interface Digests {
    /** Nothing is gathered. */
    Digests NONE = List::of;

    /** Those that took most time first. */
    List<Digest> all();

    /**
     * Statements that differ in their literals only.
     *
     * @param digest 64 bits
     * @param text with the literals folded
     * @param totalMicros that PostgreSQL was at them
     */
    record Digest(
            long digest, String database, String text, long calls, long totalMicros, long rows) {}
}
