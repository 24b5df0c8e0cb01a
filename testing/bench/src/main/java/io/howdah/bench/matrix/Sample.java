package io.howdah.bench.matrix;

/**
 * What one run of pgbench showed.
 *
 * @param tps transactions a second, connecting not counted
 * @param gatewayMicros processor time of the gateway for a transaction; 0 for a direct connection
 * @param serverMicros processor time of PostgreSQL for a transaction
 * @param residentBytes of the gateway, late in the run; 0 for a direct connection
 * @param foreignCores processors that others kept busy meanwhile, on average
 */
public record Sample(
        double tps,
        double gatewayMicros,
        double serverMicros,
        long residentBytes,
        double foreignCores) {}
