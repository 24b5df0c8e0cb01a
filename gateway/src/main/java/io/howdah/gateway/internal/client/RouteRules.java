package io.howdah.gateway.internal.client;

import io.howdah.gateway.config.RoutingRule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of the configuration that are about one client's reads. Immutable.
 *
 * <p>The first that fits wins: so those of digests count as far as the first that is about all.
 */
final class RouteRules {
    private static final RouteRules NONE = new RouteRules(Map.of(), RoutingRule.NONE);

    /** In ascending order. */
    private final long[] digests;

    private final RoutingRule[] byDigest;
    private final RoutingRule otherwise;

    private RouteRules(Map<Long, RoutingRule> byDigest, RoutingRule otherwise) {
        this.digests = byDigest.keySet().stream().mapToLong(Long::longValue).toArray();
        this.byDigest = byDigest.values().toArray(RoutingRule[]::new);
        this.otherwise = otherwise;
    }

    /** Those that are about the reads of {@code user} in {@code database}. */
    static RouteRules of(List<RoutingRule> all, String database, String user) {
        TreeMap<Long, RoutingRule> byDigest = new TreeMap<>();
        for (RoutingRule rule : all) {
            if (rule.fits(database, user)) {
                if (rule.digest().isEmpty()) {
                    return new RouteRules(byDigest, rule);
                }
                rule.digestValue().ifPresent(digest -> byDigest.putIfAbsent(digest, rule));
            }
        }
        return byDigest.isEmpty() ? NONE : new RouteRules(byDigest, RoutingRule.NONE);
    }

    /** Whether statements are told apart. */
    boolean tellDigestsApart() {
        return digests.length > 0;
    }

    /** The one for statements of this digest; {@link RoutingRule#NONE} if there is none. */
    RoutingRule of(long digest) {
        int low = 0;
        int high = digests.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (digests[middle] == digest) {
                return byDigest[middle];
            }
            if (digests[middle] < digest) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return otherwise;
    }
}
