package io.howdah.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.base.config.InvalidConfiguration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code howdah.yaml} may not say. */
class GatewaySettingsBoundsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    threads: -1                       | threads
                    spin: 101us                       | spin
                    max-prepared-statements: 0        | max-prepared-statements
                    pool: {size: 0}                   | pool.size
                    pool: {size: 3, minimum: 4}       | pool.minimum
                    pool: {connect-timeout: 0s}       | pool.connect-timeout
                    pool: {reserve-size: -1}          | pool.reserve-size
                    backends: {max-per-user: -1}      | backends.max-per-user
                    backends: {dns-ttl: 0s}           | backends.dns-ttl
                    backends: {dns-failure-ttl: 0s}   | backends.dns-failure-ttl
                    backends: {max-per-database: -1}  | backends.max-per-database
                    databases: [{name: a, max-backends: 0}] | databases[0].max-backends
                    users: [{name: a, max-backends: 0}] | users[0].max-backends
                    clients: {max: 0}                 | clients.max
                    users: [{name: a, pool: {size: 0}}] | users[0].pool.size
                    users: [{name: a}, {name: a}]     | users
                    databases: [{name: a, pool: {minimum: -1}}] | databases[0].pool.minimum
                    databases: [{name: a}, {name: a}] | databases
                    databases: [{name: a, max-clients: 0}] | databases[0].max-clients
                    users: [{name: a, max-clients: -3}] | users[0].max-clients
                    users: [{name: a, password: SCRAM-SHA-256$broken}] | users[0].password
                    auth: {max-logins: 9}             | auth.max-logins
                    auth: {query: SELECT secret}      | auth.query
                    auth: {hba: local, hba-file: f}   | auth.hba
                    auth: {failures: {limit: -1}}     | auth.failures.limit
                    auth: {failures: {window: 0s}}    | auth.failures.window
                    users: [{name: a, backend-password: md5cb1eae7af0cb0d5a0cd3b6ad2b2cb4a1}] | users[0].backend-password
                    clients: {inspect-limit: 1KiB}    | clients.inspect-limit
                    clients: {write-buffer: 1B}       | clients.write-buffer
                    clients: {max-dedicated: -1}      | clients.max-dedicated
                    clients: {notification-buffer: 1KiB} | clients.notification-buffer
                    clients: {max-prepared-statements: 0} | clients.max-prepared-statements
                    cluster: {probe-interval: 1ms}    | cluster.probe-interval
                    cluster: {probe-timeout: 1ms}     | cluster.probe-timeout
                    cluster: {sample-interval: 2s}    | cluster.sample-interval
                    cluster: {longest-ban: 1ms}       | cluster.longest-ban
                    cluster: {slow-start: 1h}         | cluster.slow-start
                    routing: {max-staleness: 0s}      | routing.max-staleness
                    routing: {freshness-wait: 11s}    | routing.freshness-wait
                    routing: {balancing: {half-life: 1ms}} | routing.balancing.half-life
                    routing: {balancing: {exploration: 11%}} | routing.balancing.exploration
                    routing: {balancing: {slow-start: 2h}} | routing.balancing.slow-start
                    catalog: {refresh-period: 10ms}   | catalog.refresh-period
                    catalog: {max-age: 1s}            | catalog.max-age
                    catalog: {harmless: [set_tenant]} | catalog.harmless
                    """)
    void refusesValueOutOfRangeAtItsKey(String yaml, String key) {
        InvalidConfiguration invalid =
                assertThrows(
                        InvalidConfiguration.class,
                        () -> SettingsYaml.read("nodes: [{address: db:5432}]\n" + yaml));
        assertEquals(key, invalid.problems().getFirst().key());
        assertEquals(2, invalid.problems().getFirst().position().line());
    }
}
