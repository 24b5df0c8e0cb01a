package io.howdah.bench.server;

import io.howdah.base.HostPort;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ways to put Howdahs in front of a herd.
 *
 * @param nodes the primary first
 */
public record Arrangement(Launcher launcher, List<HostPort> nodes) {
    public Arrangement {
        nodes = List.copyOf(nodes);
    }

    /** The primary, with nothing in between and room for everybody. */
    public Target direct() {
        return new Target(
                Target.DIRECT, nodes.getFirst(), Optional.empty(), Target.ANY_NUMBER, true);
    }

    /** One Howdah in front of the primary. */
    public Target single(String name, int poolSize) throws BenchException, InterruptedException {
        return front(nodes.subList(0, 1), poolSize).start(Variant.of(name)).target();
    }

    /** One Howdah in front of all nodes, with the settings of {@code variant}. */
    public Target spreading(Variant variant, int poolSize)
            throws BenchException, InterruptedException {
        return front(nodes, poolSize).start(variant).target();
    }

    /** Several Howdahs in front of the primary, and HAProxy in front of them, if it is there. */
    public Optional<Target> balanced(String name, int count, int poolSize)
            throws BenchException, InterruptedException {
        if (Programs.first(HaProxy.NAME).isEmpty()) {
            return Optional.empty();
        }
        List<Target> howdahs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            howdahs.add(single(name + "-" + i, poolSize));
        }
        return HaProxy.start(
                        name,
                        launcher.workshop(),
                        howdahs.stream().map(Target::address).toList(),
                        Target.ANY_NUMBER)
                .map(balancer -> balancer.with(howdahs));
    }

    private ClusterFront front(List<HostPort> in, int poolSize) {
        return new ClusterFront(launcher, in, poolSize);
    }
}
