package io.howdah.app;

import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SequencedMap;

/** What {@code up} says when clients can connect: how to, and what to try. */
record Welcome(HostPort address, SequencedMap<String, HostPort> nodes, Path data, boolean demo) {
    void print(PrintWriter out) {
        out.println();
        out.println("  Howdah is ready on " + address + ", in front of " + servers() + ".");
        out.println();
        row(out, "connect", "psql " + url());
        if (demo) {
            row(out, "look", "psql " + url() + " -c \\");
            row(
                    out,
                    "",
                    "  'select title, count(*) as likes from blogs join likes on blog_id = id");
            row(out, "", "   group by title order by likes desc limit 5'");
        }
        row(out, "measure", "pgbench -i -s 10 " + url());
        row(out, "", "pgbench -S -c 64 -T 10 -M prepared " + url());
        if (!demo) {
            row(out, "play", "./howdah up --demo    fills in a blogging platform");
        }
        row(out, "watch", "psql " + url("howdah_admin") + " -c 'show nodes'");
        if (nodes.size() > 1) {
            row(out, "break", "./howdah node stop " + nodes.lastEntry().getKey() + port());
        }
        out.println();
        nodes.forEach((name, node) -> row(out, name, node.toString()));
        row(out, "data", data.toString());
        row(out, "stop", "Ctrl-C");
        out.println();
        out.flush();
    }

    private String servers() {
        int replicas = nodes.size() - 1;
        return switch (replicas) {
            case 0 -> "one PostgreSQL server";
            case 1 -> "a PostgreSQL primary and its replica";
            default -> "a PostgreSQL primary and its " + replicas + " replicas";
        };
    }

    /** The option for {@code node}, where its own idea of the port is wrong. */
    private String port() {
        return address.port() == NodeCommand.USUAL_PORT ? "" : " --port " + address.port();
    }

    private String url() {
        return url(EmbeddedCluster.DATABASE);
    }

    private String url(String database) {
        return "postgresql://%s:%s@%s/%s"
                .formatted(EmbeddedCluster.USER, EmbeddedCluster.PASSWORD, address, database);
    }

    private static void row(PrintWriter out, String label, String text) {
        out.println("  %-10s %s".formatted(label, text));
    }
}
