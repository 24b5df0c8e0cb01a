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
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's PgBouncer in front of a server, whose console tells what Howdah's has to be like. */
final class PgBouncer implements AutoCloseable {
    /** Its console. */
    static final String CONSOLE = "pgbouncer";

    private static final long STOP_SECONDS = 20;

    private final Path home;
    private final Process process;
    private final HostPort address;

    private PgBouncer(Path home, Process process, HostPort address) {
        this.home = home;
        this.process = process;
        this.address = address;
    }

    /** Starts one; skips the test when it is not installed. */
    static PgBouncer start(HostPort node) throws Exception {
        Path program = Peer.require(Path.of("/usr/sbin/pgbouncer"), "pgbouncer");
        Path home = ServerUser.folder("pgbouncer");
        HostPort address = new HostPort("127.0.0.1", freePort());
        write(home, "users", "\"%s\" \"%s\"\n".formatted(Endpoint.USER, Endpoint.PASSWORD));
        write(
                home,
                "pgbouncer.ini",
                """
                [databases]
                * = host=%s port=%d
                [pgbouncer]
                listen_addr = %s
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                admin_users = %s
                """
                        .formatted(
                                node.host(),
                                node.port(),
                                address.host(),
                                address.port(),
                                home.resolve("users"),
                                Endpoint.USER));
        File log = home.resolve("pgbouncer.log").toFile();
        Process process =
                new ProcessBuilder(
                                ServerUser.command(
                                        List.of(
                                                program.toString(),
                                                home.resolve("pgbouncer.ini").toString())))
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        PgBouncer started = new PgBouncer(home, process, address);
        Await.until("PgBouncer accepts connections", started::accepts);
        return started;
    }

    Endpoint console() {
        return new Endpoint(address, CONSOLE);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
        Scratch.delete(home);
    }

    private static void write(Path home, String name, String text) throws IOException {
        ServerUser.own(Files.writeString(home.resolve(name), text));
    }

    private boolean accepts() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(Files.readString(home.resolve("pgbouncer.log")));
        }
        try (Connection _ = new Endpoint(address).connect("preferQueryMode", "simple")) {
            return true;
        } catch (SQLException _) {
            return false; // not yet
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
