package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendStatements;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Exchange.Mark;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.gateway.internal.backend.Step.Description;
import io.howdah.gateway.internal.backend.Step.Eviction;
import io.howdah.gateway.internal.backend.Step.Outcome;
import io.howdah.gateway.internal.backend.Step.Preparation;
import io.howdah.wire.FrontendType;

/**
 * Prepares a client's statements on the backend it holds, and keeps account of what becomes of
 * that. Confined to the client's loop.
 */
final class Preparer {
    private final Client client;
    private final RequestSender sender;

    Preparer(Client client, RequestSender sender) {
        this.client = client;
        this.sender = sender;
    }

    /**
     * Sees to it that a backend that others share has a statement; answers whether it is parsed
     * now.
     */
    boolean prepare(Statement statement, boolean visible, Backend backend) {
        if (backend.statements().isThere(statement)) {
            return false;
        }
        makeRoom(backend);
        sendParse(statement, visible, () -> {}, backend);
        return true;
    }

    void sendParse(Statement statement, boolean visible, Runnable forget, Backend backend) {
        Frames.parse(backend.outbox().buffer(), statement);
        sender.expect(backend, preparation(statement, visible, forget, backend));
    }

    /** Finds out what a statement gives now, before anything else is sent. */
    void describe(Statement statement, Backend backend) {
        Frames.onStatement(backend.outbox().buffer(), FrontendType.DESCRIBE, statement.name());
        sender.expect(backend, new Description(statement, false));
        sender.exchange(backend).mark(Mark.DECISIVE);
        Frames.flush(backend.outbox().buffer());
    }

    Preparation preparation(
            Statement statement, boolean visible, Runnable forget, Backend backend) {
        backend.statements().sent(statement, sender.exchange(backend));
        client.context().metrics().statementsPrepared.increment();
        client.shard().traffic().parsedByServer();
        return new Preparation(
                statement,
                visible,
                new Outcome() {
                    @Override
                    public void succeeded() {
                        backend.statements().prepared(statement);
                    }

                    @Override
                    public void failed() {
                        forget.run();
                        backend.statements().remove(statement);
                    }
                });
    }

    void makeRoom(Backend backend) {
        Exchange exchange = sender.exchange(backend);
        BackendStatements table = backend.statements();
        for (Statement evicted = table.makeRoom(exchange);
                evicted != null;
                evicted = table.makeRoom(exchange)) {
            Frames.onStatement(backend.outbox().buffer(), FrontendType.CLOSE, evicted.name());
            client.context().metrics().statementsEvicted.increment();
            sender.expect(backend, new Eviction(table.closing(evicted)));
        }
    }

    Preparation unnamedPreparation(Unnamed unnamed, Backend backend) {
        client.statements().unnamed(unnamed, sender.exchange(backend));
        backend.statements().unnamed(unnamed);
        return new Preparation(
                null,
                true,
                new Outcome() {
                    @Override
                    public void succeeded() {
                        unnamed.succeeded();
                    }

                    @Override
                    public void failed() {
                        backend.statements().unnamed(null);
                        unnamed.failed();
                    }

                    @Override
                    public void skipped() {
                        backend.statements().unnamed(null);
                        unnamed.skipped();
                    }
                });
    }
}
