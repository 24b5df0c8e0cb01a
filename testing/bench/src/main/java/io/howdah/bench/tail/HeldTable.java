package io.howdah.bench.tail;

import io.howdah.base.HostPort;
import io.howdah.bench.client.PlainClient;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.PostgreSql;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A table that is quick to read most of the time, and locked for 2 s of every 5: what a migration
 * or a VACUUM FULL does to readers. It costs no processor time, so that nothing but the gateway can
 * make others wait.
 */
final class HeldTable implements AutoCloseable {
    /** Reads it, up to an id. */
    static final String READ = "SELECT count(*) FROM bench_held WHERE id < ";

    private static final String HOLD =
            "BEGIN; LOCK TABLE bench_held; SELECT pg_sleep(2); COMMIT; SELECT pg_sleep(3)";

    private final Thread holder;

    private volatile boolean closed;

    private HeldTable(PlainClient client) {
        holder = Thread.ofVirtual().unstarted(() -> hold(client));
    }

    /** Makes the table on {@code server}. */
    static void create(HostPort server) throws BenchException {
        try (PlainClient client = connect(server)) {
            client.query("CREATE TABLE bench_held AS SELECT generate_series(1, 100) AS id");
        } catch (IOException e) {
            throw new BenchException("cannot make a table", e);
        }
    }

    /** Holds it again and again until closed. */
    static HeldTable holdOn(HostPort server) throws BenchException {
        try {
            HeldTable table = new HeldTable(connect(server));
            table.holder.start();
            return table;
        } catch (IOException e) {
            throw new BenchException("cannot lock a table", e);
        }
    }

    /** Returns when the lock is gone, within 5 s: the next run starts as this one did. */
    @Override
    public void close() {
        closed = true;
        try {
            holder.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void hold(PlainClient client) {
        try (client) {
            while (!closed) {
                client.query(HOLD);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PlainClient connect(HostPort server) throws IOException {
        return PlainClient.connect(server, PostgreSql.USER, PostgreSql.USER);
    }
}
