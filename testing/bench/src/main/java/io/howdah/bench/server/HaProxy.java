package io.howdah.bench.server;

import io.howdah.base.HostPort;
import io.howdah.bench.machine.Machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** HAProxy in TCP mode: it keeps no pool, each client has a connection of its own. */
final class HaProxy {
    static final String NAME = "haproxy";

    private HaProxy() {}

    /** Starts it in front of one server, if it is installed. */
    static Optional<Target> start(Workshop workshop, PostgreSql server)
            throws BenchException, InterruptedException {
        return start(NAME, workshop, List.of(server.address()), PostgreSql.MAX_CLIENTS);
    }

    /**
     * Starts it, if it is installed.
     *
     * @param name of the target
     * @param servers among which it spreads connections, in turn
     */
    static Optional<Target> start(
            String name, Workshop workshop, List<HostPort> servers, int maxClients)
            throws BenchException, InterruptedException {
        Optional<Path> program = Programs.first(NAME);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        HostPort address = new HostPort("127.0.0.1", Workshop.freePort());
        workshop.folder(name);
        String settings =
                """
                global
                  maxconn 2000
                  nbthread %d
                defaults
                  mode tcp
                  timeout connect 5s
                  timeout client 1h
                  timeout server 1h
                listen postgresql
                  bind %s
                """
                        .formatted(Machine.processors(), address);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < servers.size(); i++) {
            lines.append("  server postgresql-%d %s\n".formatted(i + 1, servers.get(i)));
        }
        Path file = workshop.write(name + "/haproxy.cfg", settings + lines);
        Daemon daemon =
                workshop.start(
                        name,
                        Daemon.Stop.TERMINATE,
                        List.of(program.get().toString(), "-db", "-q", "-f", file.toString()));
        daemon.await(address, PostgreSql.USER, workshop.clock());
        return Optional.of(
                new Target(name, address, Optional.of(daemon.processes()), maxClients, true));
    }
}
