package io.howdah.it;

import io.howdah.base.HostPort;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's PostgreSQL 15 on a new data directory, for as long as the tests run. */
final class DebianPostgres implements AutoCloseable {
    static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private static final String HOST = "127.0.0.1";
    private static final List<String> SETTINGS =
            List.of(
                    "listen_addresses=" + HOST,
                    "max_connections=300",
                    "max_prepared_transactions=10",
                    "wal_level=logical",
                    "fsync=off");
    private static final long STOP_SECONDS = 20;

    private final Path home;
    private final Path sockets;
    private final Process process;
    private final HostPort address;

    private DebianPostgres(Path home, Path sockets, Process process, HostPort address) {
        this.home = home;
        this.sockets = sockets;
        this.process = process;
        this.address = address;
    }

    /** Makes and starts a server; skips the test when PostgreSQL 15 is not installed. */
    static DebianPostgres start() throws Exception {
        Peer.require(PROGRAMS.resolve("postgres"), "postgresql-15");
        Path home = ServerUser.folder("postgres-15");
        Path data = home.resolve("data");
        initialize(home, data);
        HostPort address = new HostPort(HOST, freePort());
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
        arguments.addAll(List.of("-p", Integer.toString(address.port())));
        Path sockets = ServerUser.own(Files.createTempDirectory("howdah-sockets-"));
        arguments.addAll(List.of("-c", "unix_socket_directories=" + sockets));
        SETTINGS.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        DebianPostgres server =
                new DebianPostgres(home, sockets, start(home, "postgres", arguments), address);
        server.makeDatabase();
        return server;
    }

    HostPort address() {
        return address;
    }

    /** Where its Unix socket is; in /tmp, as the names of sockets must be short. */
    Path sockets() {
        return sockets;
    }

    /** Stops it fast, its clients cut off, and deletes its data. */
    @Override
    public void close() throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().onExit().join();
        process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
        Scratch.delete(home);
        Scratch.delete(sockets);
    }

    private static void initialize(Path home, Path data) throws IOException, InterruptedException {
        Path password = Files.writeString(home.resolve("password"), Endpoint.PASSWORD);
        ServerUser.own(password);
        List<String> arguments =
                List.of(
                        "--pgdata=" + data,
                        "--username=" + Endpoint.USER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync");
        if (start(home, "initdb", arguments).waitFor() != 0) {
            throw new IOException(Files.readString(home.resolve("initdb.log")));
        }
    }

    private void makeDatabase() throws Exception {
        Endpoint maintenance = new Endpoint(address, "postgres");
        Await.until("PostgreSQL 15 accepts connections", () -> accepts(maintenance));
        maintenance.run("CREATE DATABASE " + Endpoint.DATABASE);
    }

    private boolean accepts(Endpoint endpoint) throws IOException {
        if (!process.isAlive()) {
            throw new IOException(Files.readString(home.resolve("postgres.log")));
        }
        try (Connection _ = endpoint.connect()) {
            return true;
        } catch (SQLException _) {
            return false; // not yet
        }
    }

    private static Process start(Path home, String program, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAMS.resolve(program).toString()));
        command.addAll(arguments);
        File log = home.resolve(program + ".log").toFile();
        return new ProcessBuilder(ServerUser.command(command))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    /** A port nobody uses now: PostgreSQL takes no 0. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
            return socket.getLocalPort();
        }
    }
}
