package io.howdah.gateway.control;

import io.howdah.base.HostPort;

/**
 * A prepared statement that the clients of a pool share on one loop.
 *
 * @param name on the backends
 * @param text its first part
 * @param backends on how many backends it is prepared
 */
public record StatementSnapshot(
        String database,
        String user,
        HostPort node,
        int loop,
        String name,
        String text,
        int backends) {}
