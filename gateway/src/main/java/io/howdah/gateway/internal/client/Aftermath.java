package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Exchange.Mark;
import io.howdah.gateway.internal.backend.PoolFilter;
import io.howdah.wire.TransactionStatus;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has to be done on this side once PostgreSQL has answered an exchange without an error.
 * Confined to the client's loop.
 *
 * <p>Only what is {@link Mark#DECISIVE} is kept here, so there is one of each at most.
 */
final class Aftermath {
    private final Client client;
    private final Set<String> resetting = new TreeSet<>();
    private final List<PoolFilter> outdating = new ArrayList<>();
    private @Nullable String deallocating;
    private boolean definingTransaction;

    Aftermath(Client client) {
        this.client = client;
    }

    /** The statement that the client has prepared under {@code name} is being dropped. */
    void deallocates(String name, Exchange exchange) {
        deallocating = name;
        exchange.mark(Mark.DEALLOCATES);
    }

    /** These settings are being set back to the values PostgreSQL has for them. */
    void resets(Set<String> names, Exchange exchange) {
        resetting.addAll(names);
        exchange.mark(Mark.RESETS);
    }

    /** The sessions of these pools will begin with other settings, once that is committed. */
    void outdates(List<PoolFilter> pools) {
        outdating.addAll(pools);
    }

    void ended(Exchange exchange, Backend backend) {
        boolean idle = backend.status() == TransactionStatus.IDLE;
        if (definingTransaction || exchange.has(Mark.DEFINES)) {
            client.shard().pool().epoch().advance();
            definingTransaction = !idle;
        }
        if (idle && !outdating.isEmpty()) {
            outdating.forEach(client.context().pools()::recycle);
            outdating.clear();
        }
        if (exchange.has(Mark.RESETS_ALL)) {
            client.hold().transfer().restore(backend, client.session().allWereReset());
        }
        if (exchange.has(Mark.RESETS)) {
            client.hold().transfer().restore(backend, client.session().wereReset(resetting));
        }
        if (exchange.has(Mark.DEALLOCATES) && deallocating != null) {
            client.statements().forget(deallocating);
        }
        if (!exchange.isUndecided()) {
            resetting.clear();
        }
    }

    /** The backend is gone with everything that was under way. */
    void backendLost() {
        definingTransaction = false;
        outdating.clear();
        resetting.clear();
    }
}
