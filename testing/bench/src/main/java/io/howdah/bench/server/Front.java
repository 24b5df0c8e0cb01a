package io.howdah.bench.server;

import io.howdah.base.HostPort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Starts Howdahs in front of a server.
 *
 * @param poolSize the most backends of each
 */
public record Front(HowdahProgram program, Workshop workshop, PostgreSql server, int poolSize) {
    /** The same with another way to run Howdah. */
    public Front with(HowdahProgram other) {
        return new Front(other, workshop, server, poolSize);
    }

    /** Starts {@code variant}; returns once it has answered a query. */
    public Running start(Variant variant) throws BenchException, InterruptedException {
        HostPort address = new HostPort("127.0.0.1", Workshop.freePort());
        Path file = workshop.write(variant.name() + ".yaml", yaml(variant, address));
        List<String> command = new ArrayList<>(program.jvm());
        command.addAll(variant.jvm());
        command.addAll(program.main());
        command.addAll(List.of("run", "--config", file.toString()));
        Daemon daemon = workshop.startAsIs(variant.name(), Daemon.Stop.TERMINATE, command);
        daemon.await(address, PostgreSql.USER, workshop.clock());
        Target target =
                new Target(
                        variant.name(),
                        address,
                        Optional.of(daemon.processes()),
                        Target.ANY_NUMBER,
                        true);
        return new Running(target, () -> workshop.stop(daemon));
    }

    private String yaml(Variant variant, HostPort address) {
        return variant.yaml(common(address))
                .replace(Variant.NODE, server.address().toString())
                .replace(Variant.SOCKETS, server.sockets().toString());
    }

    private SequencedMap<String, String> common(HostPort address) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put("listen", address.toString());
        settings.put("nodes", "[{address: \"" + Variant.NODE + "\"}]");
        settings.put("auth.method", "trust");
        settings.put("pool.size", Integer.toString(poolSize));
        settings.put("statistics-period", "0s");
        return settings;
    }

    /**
     * A Howdah that runs until it is closed, or until the workshop is.
     *
     * @param stop ends it
     */
    public record Running(Target target, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }
}
