package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.net.Outbox;

import org.jspecify.annotations.Nullable;

/** Swallows everything. */
class Nobody implements Requester {
    @Override
    public @Nullable Outbox outbox() {
        return null;
    }

    @Override
    public void ended(Exchange exchange) {}

    @Override
    public void lost(BackendLoss loss) {}
}
