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

    /** Starts it, if it is installed. */
    static Optional<Target> start(Workshop workshop, PostgreSql server)
            throws BenchException, InterruptedException {
        Optional<Path> program = Programs.first(NAME);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        HostPort address = new HostPort("127.0.0.1", Workshop.freePort());
        workshop.folder(NAME);
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
                  server postgresql %s
                """
                        .formatted(Machine.processors(), address, server.address());
        Path file = workshop.write(NAME + "/haproxy.cfg", settings);
        Daemon daemon =
                workshop.start(
                        NAME,
                        Daemon.Stop.TERMINATE,
                        List.of(program.get().toString(), "-db", "-q", "-f", file.toString()));
        daemon.await(address, PostgreSql.USER, workshop.clock());
        return Optional.of(
                new Target(
                        NAME,
                        address,
                        Optional.of(daemon.processes()),
                        PostgreSql.MAX_CLIENTS,
                        true));
    }
}
