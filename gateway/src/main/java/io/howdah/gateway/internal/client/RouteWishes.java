package io.howdah.gateway.internal.client;

import io.howdah.gateway.config.Consistency;
import io.howdah.gateway.config.ReadsFrom;
import io.howdah.gateway.config.RoutingRule;
import io.howdah.gateway.config.RoutingSettings;
import io.howdah.gateway.internal.backend.RouteHint;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.cluster.LsnSample;

import org.jspecify.annotations.Nullable;

/**
 * Where a client's reads are to go, by all who may say so. Confined to the client's loop.
 *
 * <p>Who is nearest to the statement wins, for each of both questions by itself: its own hint, then
 * the settings of the session, then the first rule of the configuration that fits, then what holds
 * for all.
 */
final class RouteWishes {
    private final Client client;
    private final Causality causality;
    private SessionSettings read = SessionSettings.NONE;
    private @Nullable RoutingSettings under;
    private RouteRules rules = RouteRules.of(RoutingSettings.DEFAULT.rules(), "", "");
    private RouteHint session = RouteHint.NONE;
    private ReadsFrom reads = RoutingSettings.DEFAULT.reads();
    private Consistency consistency = RoutingSettings.DEFAULT.consistency();
    private boolean askedForReplicas;
    private @Nullable String token;

    RouteWishes(Client client, Causality causality) {
        this.client = client;
        this.causality = causality;
    }

    ReadsFrom reads() {
        return reads;
    }

    Consistency consistency() {
        return consistency;
    }

    /** Whether replicas are what somebody has asked for, who knows what is asked. */
    boolean isAskedForReplicas() {
        return askedForReplicas;
    }

    /**
     * Takes what is said of the request {@code unit}, whose first statement is as {@code shape}.
     */
    void read(SharedUnit unit, Shape shape, RoutingSettings settings, long nowNanos) {
        if (settings != under) {
            under = settings;
            rules = RouteRules.of(settings.rules(), client.database(), client.user());
        }
        readSession(nowNanos);
        RouteHint hint = unit.statements().hint();
        if (unit.statements().areMixed() && rules.tellDigestsApart()) {
            hint = RouteHint.PRIMARY; // which satisfies every rule
        }
        RoutingRule rule = rules.of(shape.digest());
        boolean asked = hint.reads() != null || session.reads() != null || rule.route().isPresent();
        reads = first(hint.reads(), session.reads(), rule.route().orElse(settings.reads()));
        askedForReplicas = asked && reads == ReadsFrom.REPLICAS;
        consistency =
                first(
                        hint.consistency(),
                        session.consistency(),
                        rule.consistency().orElse(settings.consistency()));
    }

    private static <T> T first(@Nullable T nearest, @Nullable T near, T otherwise) {
        if (nearest != null) {
            return nearest;
        }
        return near == null ? otherwise : near;
    }

    /** Takes what the session has set by now; nothing that is unknown changes anything. */
    private void readSession(long nowNanos) {
        SessionSettings now = client.session().wanted();
        if (now != read) {
            read = now;
            session =
                    RouteHint.named(
                            now.value(OwnSettings.ROUTE), now.value(OwnSettings.CONSISTENCY));
            adopt(now.value(OwnSettings.TOKEN), nowNanos);
        }
    }

    private void adopt(@Nullable String handed, long nowNanos) {
        if (handed != null && !handed.equals(token)) {
            LsnSample seen = TokenText.parse(handed);
            if (seen != null) {
                causality.adopt(seen, nowNanos);
            }
        }
        token = handed;
    }
}
