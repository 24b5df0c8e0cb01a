package io.howdah.bench.server;

import io.howdah.base.HostPort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PgBouncer in transaction mode: one thread, and since 1.21 with named prepared statements. */
record PgBouncer(Path program, int major, int minor) {
    private static final Pattern VERSION = Pattern.compile("PgBouncer (\\d+)\\.(\\d+)");
    private static final int FIRST_WITH_STATEMENTS = 21;

    /** What is on the path: the one that a shell would run, and one more if only that is newer. */
    static List<Target> all(Workshop workshop, PostgreSql server, int poolSize)
            throws BenchException, InterruptedException {
        List<Target> targets = new ArrayList<>();
        for (Path program : Programs.all("pgbouncer")) {
            PgBouncer found = of(program, Shell.run("pgbouncer", version(program)));
            if (targets.isEmpty()) {
                targets.add(found.start(Target.PGBOUNCER, workshop, server, poolSize));
            } else if (found.namesStatements() && !targets.getLast().namesStatements()) {
                String name = Target.PGBOUNCER + "-" + found.major + "." + found.minor;
                targets.add(found.start(name, workshop, server, poolSize));
            }
        }
        return targets;
    }

    /** By what {@code pgbouncer --version} says. */
    static PgBouncer of(Path program, String says) throws BenchException {
        Matcher version = VERSION.matcher(says);
        if (!version.find()) {
            throw new BenchException(program + " does not tell its version: " + says.strip());
        }
        return new PgBouncer(
                program, Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)));
    }

    boolean namesStatements() {
        return major > 1 || minor >= FIRST_WITH_STATEMENTS;
    }

    /** Its ini file. */
    String settings(HostPort server, int port, Path users, int poolSize) {
        String settings =
                """
                [databases]
                * = host=%s port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                pool_mode = transaction
                default_pool_size = %d
                max_client_conn = 6000
                log_connections = 0
                log_disconnections = 0
                """
                        .formatted(server.host(), server.port(), port, users, poolSize);
        return namesStatements() ? settings + "max_prepared_statements = 100\n" : settings;
    }

    private static List<String> version(Path program) {
        return List.of(program.toString(), "--version");
    }

    private Target start(String name, Workshop workshop, PostgreSql server, int poolSize)
            throws BenchException, InterruptedException {
        int port = Workshop.freePort();
        workshop.folder(name);
        Path users = workshop.write(name + "/users", "\"" + PostgreSql.USER + "\" \"\"\n");
        Path file =
                workshop.write(
                        name + "/pgbouncer.ini", settings(server.address(), port, users, poolSize));
        Daemon daemon =
                workshop.start(
                        name,
                        Daemon.Stop.INTERRUPT,
                        List.of(program.toString(), "-q", file.toString()));
        HostPort address = new HostPort("127.0.0.1", port);
        daemon.await(address, PostgreSql.USER, workshop.clock());
        return new Target(
                name,
                address,
                Optional.of(daemon.processes()),
                Target.ANY_NUMBER,
                namesStatements());
    }
}
