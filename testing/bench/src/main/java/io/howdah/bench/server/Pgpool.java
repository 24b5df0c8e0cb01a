package io.howdah.bench.server;

import io.howdah.base.HostPort;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Pgpool-II: a process for each client, which keeps a connection of its own. With only 20 of them
 * the 21st client would wait until another one leaves, so there are as many as clients.
 */
final class Pgpool {
    static final String NAME = "pgpool";

    private Pgpool() {}

    /** Starts it, if it is installed. */
    static Optional<Target> start(Workshop workshop, PostgreSql server)
            throws BenchException, InterruptedException {
        Optional<Path> program = Programs.first(NAME);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        int port = Workshop.freePort();
        Path folder = workshop.folder(NAME);
        Path file = workshop.write(NAME + "/pgpool.conf", settings(server.address(), port, folder));
        Path control = workshop.write(NAME + "/pcp.conf", "");
        Daemon daemon =
                workshop.start(
                        NAME,
                        Daemon.Stop.INTERRUPT,
                        List.of(
                                program.get().toString(),
                                "-n",
                                "-D",
                                "-f",
                                file.toString(),
                                "-F",
                                control.toString()));
        HostPort address = new HostPort("127.0.0.1", port);
        daemon.await(address, PostgreSql.USER, workshop.clock());
        return Optional.of(
                new Target(
                        NAME,
                        address,
                        Optional.of(daemon.processes()),
                        PostgreSql.MAX_CLIENTS,
                        true));
    }

    private static String settings(HostPort server, int port, Path folder) throws BenchException {
        return """
        listen_addresses = '127.0.0.1'
        port = %d
        pcp_listen_addresses = ''
        pcp_port = %d
        socket_dir = '%s'
        pcp_socket_dir = '%s'
        pid_file_name = '%s/pgpool.pid'
        logdir = '%s'
        backend_clustering_mode = 'raw'
        backend_hostname0 = '%s'
        backend_port0 = %d
        backend_flag0 = 'DISALLOW_TO_FAILOVER'
        num_init_children = %d
        max_pool = 1
        load_balance_mode = off
        """
                .formatted(
                        port,
                        Workshop.freePort(),
                        folder,
                        folder,
                        folder,
                        folder,
                        server.host(),
                        server.port(),
                        PostgreSql.MAX_CLIENTS);
    }
}
