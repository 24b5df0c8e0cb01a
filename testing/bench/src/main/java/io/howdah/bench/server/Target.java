package io.howdah.bench.server;

import io.howdah.base.HostPort;
import io.howdah.bench.machine.ProcessTree;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A way to PostgreSQL that is measured.
 *
 * @param name as in tables and on the command line
 * @param gateway what stands in between; empty for a direct connection
 * @param maxClients the most clients that it can serve at a time
 * @param namesStatements whether clients may name prepared statements
 * @param sslmode of its clients, as libpq's; empty: libpq's own choice
 */
public record Target(
        String name,
        HostPort address,
        Optional<ProcessTree> gateway,
        int maxClients,
        boolean namesStatements,
        Optional<String> sslmode) {
    /** The name of direct connections. */
    public static final String DIRECT = "direct";

    /** The name of the PgBouncer that a shell would run. */
    public static final String PGBOUNCER = "pgbouncer";

    /** As many clients as anybody asks for. */
    static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** Whose clients use TLS as they please. */
    public Target(
            String name,
            HostPort address,
            Optional<ProcessTree> gateway,
            int maxClients,
            boolean namesStatements) {
        this(name, address, gateway, maxClients, namesStatements, Optional.empty());
    }

    /** The same by another name, with clients of this {@code sslmode}. */
    Target asking(String newName, String mode) {
        return new Target(
                newName, address, gateway, maxClients, namesStatements, Optional.of(mode));
    }

    /** The same, with the processes of what stands behind it counted in. */
    Target with(List<Target> behind) {
        Optional<ProcessTree> all =
                Stream.concat(gateway.stream(), behind.stream().flatMap(it -> it.gateway.stream()))
                        .reduce(ProcessTree::and);
        return new Target(name, address, all, maxClients, namesStatements, sslmode);
    }
}
