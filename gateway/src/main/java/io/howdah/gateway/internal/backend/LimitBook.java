package io.howdah.gateway.internal.backend;

import io.howdah.gateway.config.DatabaseSettings;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.UserSettings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The limits of all databases, users and nodes that have pools. Safe from any thread; asked only
 * when pools come and go.
 */
final class LimitBook {
    private final Map<String, BackendLimit> ofDatabases = new HashMap<>();
    private final Map<String, BackendLimit> ofUsers = new HashMap<>();
    private final Map<String, BackendLimit> ofNodes = new HashMap<>();
    private GatewaySettings settings;

    LimitBook(GatewaySettings settings) {
        this.settings = settings;
    }

    /** What holds for a new pool with this key. */
    synchronized BackendLimits open(PoolKey key) {
        BackendLimits limits =
                new BackendLimits(
                        ofDatabases.computeIfAbsent(key.database(), this::ofDatabase),
                        ofUsers.computeIfAbsent(key.user(), this::ofUser),
                        ofNodes.computeIfAbsent(key.node().toString(), this::ofNode));
        limits.holders(1);
        return limits;
    }

    /** {@code pool} is gone, and with it the limits that no other needs. */
    synchronized void close(Pool pool) {
        pool.limits().leave(pool);
        pool.limits().holders(-1);
        ofDatabases.values().removeIf(limit -> limit.holders(0) == 0);
        ofUsers.values().removeIf(limit -> limit.holders(0) == 0);
        ofNodes.values().removeIf(limit -> limit.holders(0) == 0);
    }

    /** Other limits hold from now on. */
    synchronized void apply(GatewaySettings changed) {
        settings = changed;
        ofDatabases.forEach((name, limit) -> limit.most(mostOfDatabase(name)));
        ofUsers.forEach((name, limit) -> limit.most(mostOfUser(name)));
        ofNodes.forEach((name, limit) -> limit.most(mostOfNode(name)));
    }

    private BackendLimit ofDatabase(String name) {
        return new BackendLimit(mostOfDatabase(name));
    }

    private BackendLimit ofUser(String name) {
        return new BackendLimit(mostOfUser(name));
    }

    private BackendLimit ofNode(String name) {
        return new BackendLimit(mostOfNode(name));
    }

    private int mostOfDatabase(String name) {
        return settings.databases().stream()
                .filter(database -> database.name().equals(name))
                .map(DatabaseSettings::maxBackends)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(orNone(settings.backends().maxPerDatabase()));
    }

    private int mostOfUser(String name) {
        return settings.users().stream()
                .filter(user -> user.name().equals(name))
                .map(UserSettings::maxBackends)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(orNone(settings.backends().maxPerUser()));
    }

    private int mostOfNode(String name) {
        return settings.nodes().stream()
                .filter(node -> node.address().toString().equals(name))
                .map(NodeSettings::maxBackends)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(BackendLimit.NONE);
    }

    private static int orNone(int limit) {
        return limit == 0 ? BackendLimit.NONE : limit;
    }
}
