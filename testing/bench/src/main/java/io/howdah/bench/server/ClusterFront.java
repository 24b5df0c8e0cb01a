package io.howdah.bench.server;

import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Starts Howdahs in front of several nodes.
 *
 * @param nodes the primary first
 * @param poolSize the most backends of each pool, of which every node has one
 */
public record ClusterFront(Launcher launcher, List<HostPort> nodes, int poolSize) {
    public ClusterFront {
        nodes = List.copyOf(nodes);
    }

    /** Starts {@code variant}; returns once it has answered a query. */
    public Running start(Variant variant) throws BenchException, InterruptedException {
        return launcher.start(
                variant.name(), variant.jvm(), address -> variant.yaml(common(address)));
    }

    /** Clients are trusted, PostgreSQL trusts nobody. */
    SequencedMap<String, String> common(HostPort address) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put("listen", address.toString());
        settings.put("nodes", list());
        settings.put("auth.method", "trust");
        settings.put(
                "users",
                "[{name: %s, password: %s}]"
                        .formatted(EmbeddedCluster.USER, EmbeddedCluster.PASSWORD));
        settings.put("pool.size", Integer.toString(poolSize));
        settings.put("statistics-period", "0s");
        return settings;
    }

    private String list() {
        return nodes.stream()
                .map(node -> "{address: \"" + node + "\"}")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
