package io.howdah.gateway.internal.client;

import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.gateway.internal.backend.Step.Description;
import io.howdah.gateway.internal.backend.Step.OwnAnswer;
import io.howdah.gateway.internal.backend.Step.Reply;
import io.howdah.gateway.internal.client.SharedUnit.Part;
import io.howdah.wire.FrontendType;

import org.jspecify.annotations.Nullable;

/**
 * Sends a {@link SharedUnit}. Confined to its client's loop.
 *
 * <p>What is parsed again and again is prepared once on each backend, under Howdah's name.
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

    /** Sends it; answers whether as a statement that is prepared, which the client did not ask. */
    boolean send(SharedUnit unit, Exchange exchange, Backend backend, MultiplexingSettings limits) {
        Shape shape = prepares(unit, limits);
        boolean isPrepared = false;
        Statement prepared = null;
        for (Part part : unit.parts()) {
            switch (part) {
                case Part.Query(Frame frame) -> {
                    sender.forgetUnnamed(backend);
                    isPrepared = shape != null && queries.send(frame, shape, backend, limits);
                    if (!isPrepared) {
                        sender.request(frame, backend, Reply.QUERY);
                    }
                }
                case Part.Parse(Frame frame, Unnamed unnamed) -> {
                    prepared = shape == null ? null : repeated(unnamed);
                    isPrepared |= prepared != null;
                    parse(frame, unnamed, prepared, exchange, backend);
                }
                case Part.Use use -> use(use, prepared, backend);
                case Part.Plain(Frame frame) ->
                        sender.request(
                                frame,
                                backend,
                                switch (frame.type()) {
                                    case FrontendType.EXECUTE -> Reply.EXECUTE;
                                    case FrontendType.SYNC -> Reply.SYNC;
                                    default -> Reply.DESCRIBE;
                                });
            }
        }
        if (isPrepared) {
            exchange.notePrepared();
        }
        return isPrepared;
    }

    /** What is known of the statement, if it is to be prepared where that can be done. */
    private @Nullable Shape prepares(SharedUnit unit, MultiplexingSettings limits) {
        Shape shape = unit.shape();
        return shape != null && limits.prepare() && shape.isPreparedNext(client.loop().nanos())
                ? shape
                : null;
    }

    /** The statement that stands for an unnamed one that comes again and again; else null. */
    private @Nullable Statement repeated(Unnamed unnamed) {
        return client.shard()
                .catalog()
                .repeated(
                        sender.parses().identity(unnamed.definition(), unnamed.effects()),
                        unnamed.effects());
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
}
