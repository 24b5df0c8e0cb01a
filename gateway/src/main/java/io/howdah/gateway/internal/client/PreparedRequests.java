package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendStatements.Need;
import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.gateway.internal.backend.Step.Description;
import io.howdah.gateway.internal.backend.Step.OwnAnswer;
import io.howdah.gateway.internal.backend.Step.Preparation;
import io.howdah.gateway.internal.backend.Step.Reply;
import io.howdah.gateway.internal.backend.TextEffects;
import io.howdah.gateway.internal.client.Requests.Fate;
import io.howdah.wire.FrontendType;

import org.jspecify.annotations.Nullable;

/**
 * Bind, Describe and Close: what makes a client's prepared statements work on whichever backend it
 * is given. Confined to the client's loop.
 */
final class PreparedRequests {
    private static final byte[] UNNAMED = {};

    private final Client client;
    private final RequestSender sender;
    private final Preparer preparer;

    PreparedRequests(Client client, RequestSender sender, Preparer preparer) {
        this.client = client;
        this.sender = sender;
        this.preparer = preparer;
    }

    // ---- Bind and Describe

    Fate bind(Frame frame, Backend backend) {
        int portalEnd = frame.zeroFrom(frame.body());
        int nameEnd = portalEnd < 0 ? -1 : frame.zeroFrom(portalEnd + 1);
        if (nameEnd < 0) {
            return sender.malformed(frame, backend);
        }
        String name = frame.name(portalEnd + 1, nameEnd);
        if (name.isEmpty()) {
            return unnamed(frame, backend, Reply.BIND);
        }
        return named(name, frame, portalEnd + 1, nameEnd, backend, Reply.BIND);
    }

    Fate describe(Frame frame, Backend backend) {
        int nameEnd = frame.zeroFrom(frame.body() + 1);
        if (nameEnd < 0 || frame.buffer().getByte(frame.body()) != 'S') {
            return sender.request(frame, backend, Reply.DESCRIBE);
        }
        String name = frame.name(frame.body() + 1, nameEnd);
        if (name.isEmpty()) {
            return unnamed(frame, backend, Reply.DESCRIBE);
        }
        return named(name, frame, frame.body() + 1, nameEnd, backend, Reply.DESCRIBE);
    }

    private Fate unnamed(Frame frame, Backend backend, Reply reply) {
        if (client.statements().isUnnamedUnsettledFor(sender.open())) {
            return Fate.LATER;
        }
        Unnamed unnamed = client.statements().unnamed();
        boolean there = unnamed != null && backend.statements().isUnnamed(unnamed);
        if (unnamed == null || (!there && !unnamed.isRepeatable())) {
            return sender.refuse(
                    backend,
                    Failure.of(
                            ErrorCode.INVALID_STATEMENT_NAME,
                            "unnamed prepared statement does not exist"));
        }
        if (reply == Reply.BIND
                && !client.listening().mayGo(unnamed.definition(), unnamed.effects().profile())) {
            return Fate.LATER;
        }
        if (reply == Reply.BIND) {
            sender.deallocations().bound(unnamed, backend);
        }
        if (!there) {
            Frames.parse(backend.outbox().buffer(), UNNAMED, unnamed.definition());
            backend.statements().unnamed(unnamed);
            client.statements().repeatsUnnamed(sender.exchange(backend));
            sender.expect(
                    backend,
                    new Preparation(null, false, () -> backend.statements().unnamed(null)));
        }
        if (reply == Reply.BIND) {
            sender.exchange(backend).countFor(unnamed.shape());
            noteBind(unnamed.shape(), unnamed.effects(), unnamed.definition(), backend);
        }
        return sender.request(frame, backend, reply);
    }

    private void noteBind(
            @Nullable Shape shape, TextEffects effects, byte[] definition, Backend backend) {
        if (definition.length > 0) {
            sender.noteBind(shape, effects, definition, backend);
        } else {
            sender.noteLongBind();
        }
    }

    private Fate named(
            String name, Frame frame, int nameStart, int nameEnd, Backend backend, Reply reply) {
        if (client.statements().isUnsettledFor(sender.open())) {
            return Fate.LATER;
        }
        Statement statement = client.statements().find(name);
        if (statement == null) {
            return client.session().mayHavePrepared(Frames.utf8(name))
                    ? sender.request(frame, backend, reply)
                    : sender.refuse(
                            backend,
                            Failure.of(
                                    ErrorCode.INVALID_STATEMENT_NAME,
                                    "prepared statement \""
                                            + Frames.utf8(name)
                                            + "\" does not exist"));
        }
        if (reply == Reply.BIND
                && !client.listening()
                        .mayGo(statement.definition(), statement.effects().profile())) {
            return Fate.LATER;
        }
        boolean first = reply == Reply.BIND || sender.open() == null;
        Fate fate = first ? sender.ownSettings(statement.effects(), backend) : null;
        if (fate != null) {
            return fate;
        }
        sender.beforeUnit(statement.effects(), backend);
        Need need = backend.statements().need(statement, sender.exchange(backend));
        if (need == Need.WAIT) {
            return Fate.LATER;
        }
        if (need == Need.PARSE) {
            preparer.makeRoom(backend);
            preparer.sendParse(statement, false, () -> {}, backend);
            if (reply == Reply.BIND && mayHaveChanged(statement)) {
                preparer.describe(statement, backend);
                return Fate.LATER;
            }
        }
        if (reply == Reply.BIND) {
            if (statement.hasChanged() && !isDescribedBehind(frame)) {
                return sender.refuse(
                        backend,
                        Failure.of(
                                ErrorCode.FEATURE_NOT_SUPPORTED,
                                "cached plan must not change result type"));
            }
            client.shard().traffic().bound();
            Shape shape =
                    statement.shape(
                            client.shard().shapes(),
                            client.environment().standardConformingStrings());
            sender.exchange(backend).countFor(shape);
            if (need == Need.NOTHING) {
                sender.retried().begin(frame, name, sender.exchange(backend), backend);
            }
            noteBind(shape, statement.effects(), statement.definition(), backend);
        }
        Frames.renamed(frame, nameStart, nameEnd, statement.name(), backend);
        sender.expect(backend, reply == Reply.DESCRIBE ? new Description(statement, true) : reply);
        return Fate.PASSED;
    }

    /** Whether it has to be found out that clients still get what they were told. */
    private boolean mayHaveChanged(Statement statement) {
        return statement.isDescribed()
                && !statement.hasChanged()
                && statement.isOlderThan(client.shard().pool().epoch().current());
    }

    /** Whether the portal that a Bind makes is described next, so that its client knows. */
    private static boolean isDescribedBehind(Frame bind) {
        int next = bind.index() + bind.size();
        return bind.end() - next > 5
                && bind.buffer().getByte(next) == FrontendType.DESCRIBE
                && bind.buffer().getByte(next + 5) == 'P';
    }

    // ---- Close

    Fate close(Frame frame, Backend backend) {
        int nameEnd = frame.zeroFrom(frame.body() + 1);
        if (nameEnd < 0 || frame.buffer().getByte(frame.body()) != 'S') {
            return sender.request(frame, backend, Reply.CLOSE);
        }
        String name = frame.name(frame.body() + 1, nameEnd);
        if (client.statements().isUnsettledFor(sender.open())) {
            return Fate.LATER;
        }
        if (name.isEmpty()) {
            return closeUnnamed(frame, backend);
        }
        if (client.statements().find(name) == null
                && client.session().mayHavePrepared(Frames.utf8(name))) {
            client.session().mayBeClosed(Frames.utf8(name));
            return sender.request(frame, backend, Reply.CLOSE);
        }
        Runnable restore = client.statements().remove(name, sender.exchange(backend));
        sender.expect(backend, new OwnAnswer(Frames.CLOSE_COMPLETE, restore));
        return Fate.DROPPED;
    }

    private Fate closeUnnamed(Frame frame, Backend backend) {
        sender.forgetUnnamed(backend);
        return sender.request(frame, backend, Reply.CLOSE);
    }
}
