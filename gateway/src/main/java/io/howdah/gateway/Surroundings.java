package io.howdah.gateway;

import io.howdah.base.Clock;
import io.howdah.base.Randomness;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.control.LocalDatabases;
import io.howdah.spi.balance.Balancing;
import io.howdah.spi.balance.InTurn;

import java.net.InetAddress;
import java.util.function.Supplier;

/**
 * What a gateway needs of the process that it runs in.
 *
 * @param metrics where its figures go
 * @param inheritance sockets that another process has made
 * @param locals makes the databases that the process answers for itself
 * @param names who knows the addresses of nodes
 * @param balancing makes what chooses the nodes that reads go to
 */
public record Surroundings(
        Clock clock,
        Randomness randomness,
        Metrics metrics,
        Inheritance inheritance,
        LocalDatabases.Factory locals,
        Names names,
        Supplier<Balancing> balancing) {
    /** Nothing is inherited, and there are no local databases. */
    public static Surroundings of(Clock clock, Randomness randomness, Metrics metrics) {
        return new Surroundings(
                clock,
                randomness,
                metrics,
                Inheritance.NONE,
                (_, _) -> LocalDatabases.NONE,
                InetAddress::getAllByName,
                InTurn::new);
    }

    /** The same, with these sockets. */
    public Surroundings inheriting(Inheritance sockets) {
        return new Surroundings(clock, randomness, metrics, sockets, locals, names, balancing);
    }

    /** The same, with these local databases. */
    public Surroundings with(LocalDatabases.Factory databases) {
        return new Surroundings(
                clock, randomness, metrics, inheritance, databases, names, balancing);
    }

    /** The same, with nodes for reads chosen by {@code choosing}. */
    public Surroundings balancing(Supplier<Balancing> choosing) {
        return new Surroundings(clock, randomness, metrics, inheritance, locals, names, choosing);
    }

    /** The same, where {@code others} know addresses. */
    public Surroundings resolving(Names others) {
        return new Surroundings(clock, randomness, metrics, inheritance, locals, others, balancing);
    }
}
