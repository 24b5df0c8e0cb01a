package io.howdah.bench.server;

import io.howdah.base.HostPort;

import java.util.LinkedHashMap;
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
        return new Launcher(program, workshop)
                .start(variant.name(), variant.jvm(), address -> yaml(variant, address));
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
}
