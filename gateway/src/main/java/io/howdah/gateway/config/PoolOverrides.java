package io.howdah.gateway.config;

import io.howdah.base.config.Setting;

import java.time.Duration;
import java.util.Optional;

/** Pool settings changed for a node, a database or a user; what is absent keeps its value. */
public record PoolOverrides(
        @Setting("See pool.mode.") Optional<PoolMode> mode,
        @Setting("See pool.size.") Optional<Integer> size,
        @Setting("See pool.minimum.") Optional<Integer> minimum,
        @Setting("See pool.reserve-size.") Optional<Integer> reserveSize,
        @Setting("See pool.reserve-timeout.") Optional<Duration> reserveTimeout,
        @Setting("See pool.round-robin.") Optional<Boolean> roundRobin,
        @Setting("See pool.backend-lifetime.") Optional<Duration> backendLifetime,
        @Setting("See pool.check-delay.") Optional<Duration> checkDelay,
        @Setting("See pool.check-query.") Optional<String> checkQuery,
        @Setting("See pool.idle-timeout.") Optional<Duration> idleTimeout,
        @Setting("See pool.connect-timeout.") Optional<Duration> connectTimeout,
        @Setting("See pool.query-wait-timeout.") Optional<Duration> queryWaitTimeout,
        @Setting("See pool.query-timeout.") Optional<Duration> queryTimeout,
        @Setting("See pool.idle-in-transaction-timeout.")
                Optional<Duration> idleInTransactionTimeout,
        @Setting("See pool.client-idle-timeout.") Optional<Duration> clientIdleTimeout,
        @Setting("See pool.begin-delay.") Optional<Duration> beginDelay) {
    public PoolOverrides {
        size.ifPresent(PoolSettings::checkSize);
        reserveSize.ifPresent(PoolSettings::checkReserveSize);
        connectTimeout.ifPresent(PoolSettings::checkConnectTimeout);
        beginDelay.ifPresent(PoolSettings::checkBeginDelay);
        minimum.ifPresent(value -> Bounds.atLeast(0, "minimum", value));
    }

    /** Nothing changed. */
    public static final PoolOverrides NONE =
            new PoolOverrides(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** {@code settings} with these changes; a minimum above the size that results is cut to it. */
    public PoolSettings over(PoolSettings settings) {
        int newSize = size.orElse(settings.size());
        return new PoolSettings(
                mode.orElse(settings.mode()),
                newSize,
                Math.min(minimum.orElse(settings.minimum()), newSize),
                reserveSize.orElse(settings.reserveSize()),
                reserveTimeout.orElse(settings.reserveTimeout()),
                roundRobin.orElse(settings.roundRobin()),
                backendLifetime.orElse(settings.backendLifetime()),
                checkDelay.orElse(settings.checkDelay()),
                checkQuery.or(settings::checkQuery),
                idleTimeout.orElse(settings.idleTimeout()),
                connectTimeout.orElse(settings.connectTimeout()),
                queryWaitTimeout.orElse(settings.queryWaitTimeout()),
                queryTimeout.orElse(settings.queryTimeout()),
                idleInTransactionTimeout.orElse(settings.idleInTransactionTimeout()),
                clientIdleTimeout.orElse(settings.clientIdleTimeout()),
                beginDelay.orElse(settings.beginDelay()));
    }
}
