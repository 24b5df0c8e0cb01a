package io.howdah.gateway.internal.catalog;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.internal.backend.Inquiry.Answer;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.PoolInquiry;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.net.Loop;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The databases that have pools whose backends change hands, asked through whichever of their users
 * comes first: catalogues can be read by all. Safe from any thread.
 */
public final class PooledDatabases implements Databases {
    private final Pools pools;
    private final Loop loop;
    private final Predicate<String> hasClients;

    /**
     * @param loop where asking begins
     * @param hasClients whether a database of the name has any, as idle backends keep a pool, too
     */
    public PooledDatabases(Pools pools, Loop loop, Predicate<String> hasClients) {
        this.pools = pools;
        this.loop = loop;
        this.hasClients = hasClients;
    }

    @Override
    public Map<String, Long> epochs() {
        Map<String, Long> epochs = new HashMap<>();
        for (Pool pool : pools.all()) {
            if (matters(pool)) {
                epochs.put(pool.key().database(), pool.epoch().current());
            }
        }
        return epochs;
    }

    private boolean matters(Pool pool) {
        return pool.settings().mode() != PoolMode.SESSION
                && pools.isCurrent(pool)
                && hasClients.test(pool.key().database());
    }

    @Override
    public void ask(String database, String sql, int limitBytes, Consumer<Answer> done) {
        for (Pool pool : pools.all()) {
            if (pool.key().database().equals(database) && matters(pool)) {
                PoolInquiry.runAtOnce(
                        pools, loop, database, pool.key().user(), sql, limitBytes, done);
                return;
            }
        }
        done.accept(
                new Answer.Failed(
                        Failure.of(
                                ErrorCode.CONNECTION_FAILURE,
                                "nobody uses database \"" + database + "\" any more")));
    }
}
