package io.howdah.gateway.internal.backend;

import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** A simple query of Howdah's own on a backend; nobody sees its answers. Confined to the loop. */
public final class Errand implements Requester {
    private final Consumer<@Nullable Failure> done;
    private @Nullable Failure error;

    private Errand(Consumer<@Nullable Failure> done) {
        this.done = done;
    }

    /**
     * Sends {@code sql}.
     *
     * @param done called when it is answered, with PostgreSQL's error or null; not called when the
     *     backend is lost, which its holder is told
     */
    public static void run(Backend backend, String sql, Consumer<@Nullable Failure> done) {
        Errand errand = new Errand(done);
        Exchange exchange = backend.begin(errand);
        new Query(sql).encode(backend.outbox().buffer());
        backend.expect(exchange, Step.Reply.QUERY);
        backend.statements().unnamed(null);
    }

    /** Sends a Sync that belongs to no request. */
    static void sync(Backend backend) {
        Exchange exchange = backend.begin(new Errand(error -> {}));
        new Sync().encode(backend.outbox().buffer());
        backend.expect(exchange, Step.Reply.SYNC);
    }

    @Override
    public @Nullable Outbox outbox() {
        return null;
    }

    @Override
    public void failed(Exchange exchange, String sqlState, String message) {
        error = Failure.reported(sqlState, message);
    }

    @Override
    public void ended(Exchange exchange) {
        done.accept(error);
    }

    @Override
    public void lost(BackendLoss loss) {}
}
