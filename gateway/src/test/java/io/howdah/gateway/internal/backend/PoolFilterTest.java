package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.BackendTlsOverrides;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.PoolOverrides;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Optional;

class PoolFilterTest {
    private static final PoolKey KEY =
            new PoolKey(
                    "db",
                    "me",
                    new Node(
                            new NodeSettings(
                                    new HostPort("::1", 5432),
                                    Optional.empty(),
                                    Optional.empty(),
                                    PoolOverrides.NONE,
                                    BackendTlsOverrides.NONE),
                            0));

    private static PoolFilter filter(
            @Nullable String database, @Nullable String user, @Nullable String node) {
        return new PoolFilter(
                Optional.ofNullable(database),
                Optional.ofNullable(user),
                Optional.ofNullable(node));
    }

    @Test
    void matchesWhatAllOfItNames() {
        assertTrue(PoolFilter.ALL.matches(KEY));
        assertTrue(PoolFilter.ofDatabase("db").matches(KEY));
        assertTrue(PoolFilter.ofUser("me").matches(KEY));
        assertTrue(PoolFilter.ofNode("[::1]:5432").matches(KEY));
        assertTrue(filter("db", "me", "[::1]:5432").matches(KEY));
        assertFalse(filter("db", "you", "[::1]:5432").matches(KEY));
        assertFalse(PoolFilter.ofNode("::1").matches(KEY));
    }

    @Test
    void coversWhatIsNamedMoreClosely() {
        PoolFilter database = PoolFilter.ofDatabase("db");
        PoolFilter both = filter("db", "me", null);
        assertTrue(PoolFilter.ALL.covers(database));
        assertTrue(database.covers(both));
        assertTrue(both.covers(both));
        assertFalse(both.covers(database));
        assertFalse(database.covers(PoolFilter.ALL));
        assertFalse(database.covers(PoolFilter.ofUser("me")));
    }
}
