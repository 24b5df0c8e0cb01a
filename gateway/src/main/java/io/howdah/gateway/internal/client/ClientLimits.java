package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.DatabaseSettings;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.UserSettings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How many clients each user and each database has, and may have. Safe from any thread. */
final class ClientLimits {
    private final Counts users = new Counts();
    private final Counts databases = new Counts();

    ClientLimits(GatewaySettings settings) {
        apply(settings);
    }

    /** From now on these limits hold; who is there already may stay. */
    void apply(GatewaySettings settings) {
        users.limits = limits(settings.users(), UserSettings::name, UserSettings::maxClients);
        databases.limits =
                limits(settings.databases(), DatabaseSettings::name, DatabaseSettings::maxClients);
    }

    private static <T> Map<String, Integer> limits(
            List<T> settings, Function<T, String> name, Function<T, Optional<Integer>> limit) {
        return settings.stream()
                .filter(setting -> limit.apply(setting).isPresent())
                .collect(
                        Collectors.toUnmodifiableMap(
                                name, setting -> limit.apply(setting).orElseThrow()));
    }

    /** Counts a client of {@code user} and {@code database}, or says which limit forbids it. */
    Optional<Failure> enter(String user, String database) {
        if (!users.enter(user)) {
            return Optional.of(tooMany("role", user, "user"));
        }
        if (!databases.enter(database)) {
            users.leave(user);
            return Optional.of(tooMany("database", database, "database"));
        }
        return Optional.empty();
    }

    private static Failure tooMany(String what, String name, String section) {
        return Failure.of(
                        ErrorCode.TOO_MANY_CONNECTIONS,
                        "too many connections for " + what + " \"" + name + "\"")
                .withHint("max-clients of this " + section + " is reached.");
    }

    /** Takes back {@link #enter}. */
    void leave(String user, String database) {
        users.leave(user);
        databases.leave(database);
    }

    /** All are counted, as a limit may be set later; a name without clients is forgotten. */
    private static final class Counts {
        private final Map<String, Integer> counts = new ConcurrentHashMap<>();
        private volatile Map<String, Integer> limits = Map.of();

        boolean enter(String name) {
            int limit = limits.getOrDefault(name, Integer.MAX_VALUE);
            if (counts.merge(name, 1, Integer::sum) <= limit) {
                return true;
            }
            leave(name);
            return false;
        }

        void leave(String name) {
            counts.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
        }
    }
}
