package io.howdah.gateway.control;

import io.howdah.base.HostPort;

/**
 * A node as the gateway believes it to be.
 *
 * @param reachable false while it is left alone because it could not be reached
 */
public record NodeSnapshot(HostPort address, boolean primary, boolean reachable) {}
