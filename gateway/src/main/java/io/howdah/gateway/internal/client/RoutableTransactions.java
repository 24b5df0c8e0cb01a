package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.SettingDefaults;
import io.howdah.sql.TransactionModes;
import io.howdah.sql.TransactionModes.Isolation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which of a client's transactions may begin on a replica, by what they are begun as and by what
 * the session and the server have as their default. Confined to the client's loop.
 */
final class RoutableTransactions {
    private static final String ISOLATION = "default_transaction_isolation";
    private static final String READ_ONLY = "default_transaction_read_only";
    private static final Set<String> ON = Set.of("on", "true", "yes", "1");
    private static final Set<String> COMMITTED = Set.of("read committed", "read uncommitted");

    private final Client client;
    private final ReadRouter router;

    RoutableTransactions(Client client, ReadRouter router) {
        this.client = client;
        this.router = router;
    }

    /** Whether transactions may at all. */
    boolean areRouted() {
        return router.isActive() && client.context().routing().settings().transactions();
    }

    /** Whether a transaction that is begun with {@code modes} cannot write. */
    boolean isReadOnly(TransactionModes modes) {
        if (modes.readOnly().isPresent()) {
            return modes.readOnly().get();
        }
        String set = client.session().wanted().value(READ_ONLY);
        String now = set == null ? client.hold().reported().value(READ_ONLY) : set;
        return now != null && ON.contains(now.toLowerCase(Locale.ROOT));
    }

    /** How the server isolates by default is asked once in a while, as it does not tell. */
    private boolean isReadCommittedByDefault() {
        String set = client.session().wanted().value(ISOLATION);
        if (set != null) {
            return COMMITTED.contains(set.toLowerCase(Locale.ROOT));
        }
        SettingDefaults defaults = client.shard().settingDefaults();
        if (!defaults.isKnown(ISOLATION)) {
            defaults.learn(
                    List.of(ISOLATION),
                    client.context().pools(),
                    client.hold().pool(),
                    client.loop());
        }
        return COMMITTED.stream().anyMatch(value -> defaults.isDefault(ISOLATION, value));
    }

    /**
     * How one that is begun with {@code modes} is isolated; null: in a way that replicas cannot
     * give, or not known yet.
     */
    @Nullable Isolation isolation(TransactionModes modes) {
        Isolation asked = modes.isolation().orElse(null);
        if (asked == null) {
            return isReadCommittedByDefault() ? Isolation.READ_COMMITTED : null;
        }
        return switch (asked) {
            case READ_UNCOMMITTED, READ_COMMITTED -> Isolation.READ_COMMITTED;
            case REPEATABLE_READ -> asked;
            case SERIALIZABLE -> null;
        };
    }
}
