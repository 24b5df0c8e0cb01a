package io.howdah.gateway.control;

/**
 * A database's traffic.
 *
 * @param total since the start
 * @param average of the last whole period and what has passed of the present one, by the second
 */
public record DatabaseTraffic(String database, TrafficSnapshot total, TrafficSnapshot average) {}
