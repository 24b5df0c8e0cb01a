package io.howdah.gateway.internal.client;

import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.Share;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.gateway.internal.backend.Step.Description;
import io.howdah.gateway.internal.backend.Step.OwnAnswer;
import io.howdah.gateway.internal.backend.Step.Reply;
import io.howdah.gateway.internal.client.PreparedQueries.PreparedQuery;
import io.howdah.gateway.internal.client.SharedUnit.Part;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.FrontendType;
import io.howdah.wire.TransactionStatus;

import org.jspecify.annotations.Nullable;

/**
 * Sends a {@link SharedUnit}. Confined to its client's loop.
 *
 * <p>What comes again and again is prepared once on each backend, under Howdah's name. Reads that
 * are prepared there already can do without a Sync of their own.
 */
final class SharedSender {
    private final Client client;
    private final RequestSender sender;
    private final Preparer preparer;
    private final PreparedQueries queries;

    SharedSender(Client client, RequestSender sender) {
        this.client = client;
        this.sender = sender;
        this.preparer = sender.preparer();
        this.queries = new PreparedQueries(client, sender);
    }

    /**
     * Sends it.
     *
     * @param mayBatch whether it may do without a Sync of its own
     * @return the exchange that it is
     */
    Exchange send(SharedUnit unit, Share share, boolean mayBatch, MultiplexingSettings limits) {
        Shape shape = prepares(unit, limits);
        boolean isBatchable = mayBatch && unit.isBatchable();
        Exchange exchange =
                unit.parts().getFirst() instanceof Part.Query(Frame frame)
                        ? query(frame, shape, isBatchable, share, limits)
                        : messages(unit, shape, isBatchable, share);
        exchange.countFor(unit.statements().first());
        return exchange;
    }

    /** What is known of the statement, if it is to be prepared where that can be done. */
    private @Nullable Shape prepares(SharedUnit unit, MultiplexingSettings limits) {
        Shape shape = unit.statements().first();
        return shape != null && limits.prepare() && shape.isPreparedNext(client.loop().nanos())
                ? shape
                : null;
    }

    // ---- a simple query

    private Exchange query(
            Frame frame,
            @Nullable Shape shape,
            boolean mayBatch,
            Share share,
            MultiplexingSettings limits) {
        Backend backend = share.backend();
        PreparedQuery prepared = shape == null ? null : queries.find(frame, shape, limits);
        boolean batched =
                mayBatch && prepared != null && backend.statements().isThere(prepared.statement());
        Exchange exchange = share.begin(client.answers(), batched);
        sender.forgetUnnamed(backend);
        if (prepared == null) {
            sender.request(frame, backend, Reply.QUERY);
        } else {
            exchange.notePrepared();
            queries.send(prepared, frame, backend);
            sync(batched, backend);
        }
        return exchange;
    }

    // ---- messages up to their Sync

    private Exchange messages(
            SharedUnit unit, @Nullable Shape shape, boolean mayBatch, Share share) {
        Backend backend = share.backend();
        Statement prepared = shape == null ? null : repeated(unit);
        boolean batched = mayBatch && isAllThere(unit, prepared, backend);
        Exchange exchange = share.begin(client.answers(), batched);
        if (prepared != null) {
            exchange.notePrepared();
        }
        for (Part part : unit.parts()) {
            switch (part) {
                case Part.Query(Frame frame) -> sender.request(frame, backend, Reply.QUERY);
                case Part.Parse(Frame frame, Unnamed unnamed) ->
                        parse(frame, unnamed, prepared, exchange, backend);
                case Part.Use use -> use(use, prepared, backend);
                case Part.Plain(Frame frame) -> {
                    if (frame.type() == FrontendType.SYNC) {
                        sync(batched, backend);
                    } else {
                        boolean executes = frame.type() == FrontendType.EXECUTE;
                        sender.request(frame, backend, executes ? Reply.EXECUTE : Reply.DESCRIBE);
                    }
                }
            }
        }
        return exchange;
    }

    /** The statement that stands for an unnamed one that comes again and again; else null. */
    private @Nullable Statement repeated(SharedUnit unit) {
        Statement repeated = null;
        for (Part part : unit.parts()) {
            if (part instanceof Part.Parse(Frame _, Unnamed unnamed)) {
                repeated =
                        client.shard()
                                .catalog()
                                .repeated(
                                        sender.parses()
                                                .identity(unnamed.definition(), unnamed.effects()),
                                        unnamed.effects());
            }
        }
        return repeated;
    }

    /** Whether the backend has every statement, so that no Parse can fail. */
    private static boolean isAllThere(
            SharedUnit unit, @Nullable Statement prepared, Backend backend) {
        for (Part part : unit.parts()) {
            if (part instanceof Part.Use use) {
                Statement used = use.named() == null ? prepared : use.named();
                if (used == null || !backend.statements().isThere(used)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void parse(
            Frame frame,
            Unnamed unnamed,
            @Nullable Statement prepared,
            Exchange exchange,
            Backend backend) {
        if (prepared == null) {
            var preparation = preparer.unnamedPreparation(unnamed, backend);
            sender.forward(frame, backend);
            sender.expect(backend, preparation);
        } else if (preparer.prepare(prepared, true, backend)) {
            client.statements().unnamed(unnamed, exchange);
        } else {
            client.statements().unnamed(unnamed, exchange);
            sender.expect(backend, new OwnAnswer(Frames.PARSE_COMPLETE, unnamed::skipped));
        }
    }

    private void use(Part.Use use, @Nullable Statement prepared, Backend backend) {
        boolean binds = use.frame().type() == FrontendType.BIND;
        Statement statement = use.named() == null ? prepared : use.named();
        if (statement == null) {
            sender.request(use.frame(), backend, binds ? Reply.BIND : Reply.DESCRIBE);
            return;
        }
        boolean _ = use.named() != null && preparer.prepare(statement, false, backend);
        if (binds) {
            client.shard().traffic().bound();
        }
        Frames.renamed(use.frame(), use.nameStart(), use.nameEnd(), statement.name(), backend);
        sender.expect(backend, binds ? Reply.BIND : new Description(statement, true));
    }

    // ---- the Sync

    private void sync(boolean batched, Backend backend) {
        if (batched) {
            client.context().metrics().batched.increment();
            sender.expect(
                    backend, new OwnAnswer(Frames.ready(TransactionStatus.IDLE), () -> {}, true));
        } else {
            new Sync().encode(backend.outbox().buffer());
            sender.expect(backend, Reply.SYNC);
        }
    }
}
