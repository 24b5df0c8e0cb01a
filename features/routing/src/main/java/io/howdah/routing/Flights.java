package io.howdah.routing;

import org.jspecify.annotations.Nullable;

/**
 * The statements that are under way from one loop on one node, so far as they are followed: at most
 * {@value #MOST}; more are only counted. Confined to its loop.
 *
 * <p>A statement that ends is found again by when it was sent, so that nobody has to carry a ticket
 * from one call to the other.
 */
final class Flights {
    static final int MOST = 64;

    private final Flight[] flights = new Flight[MOST];
    private int count;
    private long dueNanos = LoopNode.NEVER;

    Flights() {
        for (int i = 0; i < MOST; i++) {
            flights[i] = new Flight();
        }
    }

    /** The next to leave; null: too many are under way. It counts when it has {@link #left}. */
    @Nullable Flight next() {
        return count < MOST ? flights[count] : null;
    }

    void left() {
        dueNanos = Math.min(dueNanos, flights[count].dueNanos);
        count++;
    }

    /** The earliest moment at which an answer is overdue. */
    long dueNanos() {
        return dueNanos;
    }

    /**
     * The flight that has ended, good until the next leaves; null: it was not followed.
     *
     * @param sentNanos about when it was sent
     */
    @Nullable Flight end(Statement statement, long sentNanos) {
        int found = -1;
        long nearest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            long distance = Math.abs(flights[i].sentNanos - sentNanos);
            if (flights[i].statement == statement && distance < nearest) {
                nearest = distance;
                found = i;
            }
        }
        return found < 0 ? null : remove(found);
    }

    private Flight remove(int index) {
        Flight ended = flights[index];
        count--;
        flights[index] = flights[count];
        flights[count] = ended;
        if (ended.dueNanos <= dueNanos) {
            dueNanos = earliest();
        }
        return ended;
    }

    private long earliest() {
        long earliest = LoopNode.NEVER;
        for (int i = 0; i < count; i++) {
            earliest = Math.min(earliest, flights[i].dueNanos);
        }
        return earliest;
    }
}
