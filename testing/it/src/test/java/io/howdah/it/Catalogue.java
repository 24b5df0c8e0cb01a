package io.howdah.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;

/** A database with one of everything in it, for programs that look at catalogues. */
final class Catalogue {
    static final String DATABASE = "catalogue";

    private Catalogue() {}

    /** Makes it on a server that does not have it yet; returns it as a client of there sees it. */
    static void make(Endpoint server) throws Exception {
        try (Connection connection = server.connect()) {
            String count = "SELECT count(*) FROM pg_database WHERE datname = ?";
            if (Sql.value(connection, count, DATABASE).equals("0")) {
                Sql.run(connection, "CREATE DATABASE " + DATABASE);
                of(server).run(text("zoo.sql"));
            }
        }
    }

    /** The place of it at a server, or through Howdah. */
    static Endpoint of(Endpoint server) {
        return new Endpoint(server.address(), DATABASE);
    }

    /** A test resource as text. */
    static String text(String name) throws IOException {
        try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A test resource as a file. */
    static Path file(String name) throws IOException {
        Path file = Path.of("target", name);
        return Files.writeString(file, text(name)).toAbsolutePath();
    }
}
