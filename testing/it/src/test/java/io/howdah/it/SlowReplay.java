package io.howdah.it;

import io.howdah.base.HostPort;
import io.howdah.base.Randomness;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Has a replica's replay stand still again and again, for random times, so that the replica is now
 * up to date and now behind. A thread of its own, until it is closed.
 */
final class SlowReplay implements AutoCloseable {
    private final Connection replica;
    private final long longestNanos;
    private final Randomness random;
    private final Thread thread;
    private volatile boolean closed;

    /** Begins at once; nothing stands still for more than {@code longest}. */
    SlowReplay(HostPort replica, Duration longest, Randomness random) throws SQLException {
        this.replica = new Endpoint(replica).connect();
        this.longestNanos = longest.toNanos();
        this.random = random;
        this.thread = Thread.startVirtualThread(this::run);
    }

    /** Has it stand still, or go on. */
    static void pause(Connection replica, boolean on) throws SQLException {
        Sql.run(replica, on ? "SELECT pg_wal_replay_pause()" : "SELECT pg_wal_replay_resume()");
    }

    private void run() {
        try {
            while (!closed) {
                pause(replica, true);
                LockSupport.parkNanos(random.nextLong(longestNanos));
                pause(replica, false);
                LockSupport.parkNanos(random.nextLong(longestNanos));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        replica.close();
    }
}
