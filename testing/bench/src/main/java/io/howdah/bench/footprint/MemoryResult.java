package io.howdah.bench.footprint;

import java.util.List;

/**
 * What Howdah has in memory.
 *
 * @param startedBytes after its first answer
 * @param idle with clients that wait
 * @param active with clients that are busy
 */
public record MemoryResult(long startedBytes, List<Held> idle, Held active) {
    public MemoryResult {
        idle = List.copyOf(idle);
    }

    /**
     * Resident memory with a number of clients.
     *
     * @param clients that are connected, after a query each
     */
    public record Held(int clients, long bytes) {}

    /** What a busy client adds, in bytes. */
    public double bytesPerActiveClient() {
        return (double) (active.bytes() - startedBytes) / active.clients();
    }
}
