package io.howdah.gateway.internal.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.ReadsFrom;
import io.howdah.gateway.config.RoutingRule;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class RouteRulesTest {
    private static RoutingRule rule(
            @Nullable String database, @Nullable String user, @Nullable String digest) {
        return new RoutingRule(
                Optional.ofNullable(database),
                Optional.ofNullable(user),
                Optional.ofNullable(digest),
                Optional.of(ReadsFrom.PRIMARY),
                Optional.empty());
    }

    @Test
    void leavesOutWhatIsAboutOthers() {
        RouteRules rules =
                RouteRules.of(
                        List.of(rule("other", null, null), rule(null, "other", "a")), "d", "u");
        assertFalse(rules.tellDigestsApart());
        assertSame(RoutingRule.NONE, rules.of(10));
    }

    @Test
    void takesTheFirstThatFits() {
        RoutingRule first = rule(null, null, "ffffffffffffffff");
        RoutingRule second = rule("d", null, "0a");
        RoutingRule all = rule("d", "u", null);
        RouteRules rules =
                RouteRules.of(
                        List.of(
                                first,
                                second,
                                rule(null, "u", "a"),
                                all,
                                rule(null, null, "b"),
                                rule(null, null, null)),
                        "d",
                        "u");
        assertTrue(rules.tellDigestsApart());
        assertSame(first, rules.of(-1));
        assertSame(second, rules.of(10));
        assertSame(all, rules.of(11));
        assertSame(all, rules.of(0));
    }

    @Test
    void findsEachOfMany() {
        List<RoutingRule> all =
                java.util.stream.LongStream.range(-100, 100)
                        .mapToObj(i -> rule(null, null, Long.toHexString(i * 3)))
                        .toList();
        RouteRules rules = RouteRules.of(all, "d", "u");
        for (int i = 0; i < 200; i++) {
            assertSame(all.get(i), rules.of((i - 100) * 3L));
            assertEquals(RoutingRule.NONE, rules.of((i - 100) * 3L + 1));
        }
    }
}
