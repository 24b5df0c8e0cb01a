package io.howdah.gateway.internal.probe;

import io.howdah.gateway.config.ClusterSettings;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.UserSettings;
import io.howdah.gateway.internal.LiveSettings;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.login.Credentials;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * As whom nodes may be asked: what the configuration names, else users whose passwords are known,
 * else whoever has logged in. Safe from any thread.
 */
final class ProbeUsers {
    /** The most that are tried in turn. */
    private static final int MOST = 8;

    private static final String DATABASE = "postgres";

    /** A user, and the database it connects to. */
    record Login(String user, String database) {}

    private final LiveSettings settings;
    private final Credentials credentials;
    private final Pools pools;

    ProbeUsers(LiveSettings settings, Credentials credentials, Pools pools) {
        this.settings = settings;
        this.credentials = credentials;
        this.pools = pools;
    }

    /** The best first; empty: nobody is known yet. */
    List<Login> candidates() {
        GatewaySettings now = settings.now();
        ClusterSettings cluster = now.cluster();
        Optional<String> named = cluster.probeUser();
        String database = cluster.probeDatabase().orElse(DATABASE);
        if (named.isPresent()) {
            return List.of(new Login(named.get(), database));
        }
        Set<Login> all = new LinkedHashSet<>();
        now.auth()
                .queryUser()
                .ifPresent(
                        user ->
                                all.add(
                                        new Login(
                                                user,
                                                cluster.probeDatabase()
                                                        .orElse(now.auth().queryDatabase()))));
        now.users().stream()
                .map(UserSettings::name)
                .filter(user -> credentials.of(user).password().isPresent())
                .forEach(user -> all.add(new Login(user, database)));
        for (Pool pool : pools.all()) {
            all.add(
                    new Login(
                            pool.key().user(),
                            cluster.probeDatabase().orElse(pool.key().database())));
        }
        return all.stream().limit(MOST).toList();
    }
}
