package io.howdah.bench.server;

import io.howdah.base.HostPort;
import io.howdah.bench.machine.ProcessTree;

import java.util.Optional;

/**
 * A way to PostgreSQL that is measured.
 *
 * @param name as in tables and on the command line
 * @param gateway what stands in between; empty for a direct connection
 * @param maxClients the most clients that it can serve at a time
 * @param namesStatements whether clients may name prepared statements
 */
public record Target(
        String name,
        HostPort address,
        Optional<ProcessTree> gateway,
        int maxClients,
        boolean namesStatements) {
    /** The name of direct connections. */
    public static final String DIRECT = "direct";

    /** The name of the PgBouncer that a shell would run. */
    public static final String PGBOUNCER = "pgbouncer";

    /** As many clients as anybody asks for. */
    static final int ANY_NUMBER = Integer.MAX_VALUE;
}
