package io.howdah.gateway;

import io.howdah.base.Clock;
import io.howdah.base.Randomness;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.control.LocalDatabases;

/**
 * What a gateway needs of the process that it runs in.
 *
 * @param metrics where its figures go
 * @param inheritance sockets that another process has made
 * @param locals makes the databases that the process answers for itself
 */
public record Surroundings(
        Clock clock,
        Randomness randomness,
        Metrics metrics,
        Inheritance inheritance,
        LocalDatabases.Factory locals) {
    /** Nothing is inherited, and there are no local databases. */
    public static Surroundings of(Clock clock, Randomness randomness, Metrics metrics) {
        return new Surroundings(
                clock, randomness, metrics, Inheritance.NONE, (_, _) -> LocalDatabases.NONE);
    }

    /** The same, with these sockets. */
    public Surroundings inheriting(Inheritance sockets) {
        return new Surroundings(clock, randomness, metrics, sockets, locals);
    }

    /** The same, with these local databases. */
    public Surroundings with(LocalDatabases.Factory databases) {
        return new Surroundings(clock, randomness, metrics, inheritance, databases);
    }
}
