package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendStatements;
import io.howdah.gateway.internal.backend.BackendStatements.Need;
import io.howdah.gateway.internal.backend.Errand;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.gateway.internal.backend.Statement.Identity;
import io.howdah.gateway.internal.backend.Step.Eviction;
import io.howdah.gateway.internal.backend.Step.Outcome;
import io.howdah.gateway.internal.backend.Step.OwnAnswer;
import io.howdah.gateway.internal.backend.Step.Preparation;
import io.howdah.gateway.internal.backend.Step.Reply;
import io.howdah.gateway.internal.client.Requests.Fate;
import io.howdah.sql.Deallocation;
import io.howdah.sql.TextProfile;
import io.howdah.wire.FrontendType;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Parse, Bind, Describe and Close: what makes prepared statements work on whichever backend a
 * client is given. Confined to the client's loop.
 *
 * <p>A client's names stay on this side. On a backend a statement has Howdah's name, the same for
 * all clients that prepared the same, and it is parsed there once: when it is needed and missing.
 */
final class PreparedRequests {
    private static final byte[] UNNAMED = {};

    /** Of a text too long to look at. */
    private static final TextProfile NOTHING_KNOWN = TextProfile.of(UNNAMED, 0, 0, true);

    private static final String DOOMED = "howdah_doomed";

    private final Client client;
    private final RequestSender sender;
    private final int maxStatements;

    PreparedRequests(Client client, RequestSender sender, int maxStatements) {
        this.client = client;
        this.sender = sender;
        this.maxStatements = maxStatements;
    }

    // ---- Parse

    Fate parse(Frame frame, Backend backend) {
        int nameEnd = frame.zeroFrom(frame.body());
        int textEnd = nameEnd < 0 ? -1 : frame.zeroFrom(nameEnd + 1);
        if (nameEnd < 0 || (frame.isWhole() && textEnd < 0)) {
            return malformed(frame, backend);
        }
        String name = frame.name(frame.body(), nameEnd);
        if (!frame.isWhole()) {
            return parseLong(frame, nameEnd, name, backend);
        }
        TextProfile profile = sender.profile(frame, nameEnd + 1, textEnd);
        byte[] definition = frame.copy(nameEnd + 1, frame.index() + frame.size());
        return name.isEmpty()
                ? parseUnnamed(frame, new Unnamed(definition, profile), backend)
                : parseNamed(name, definition, profile, backend);
    }

    private Fate parseUnnamed(Frame frame, Unnamed unnamed, Backend backend) {
        Preparation preparation = unnamedPreparation(unnamed, backend);
        sender.forward(frame, backend);
        sender.expect(backend, preparation);
        return Fate.PASSED;
    }

    private Preparation unnamedPreparation(Unnamed unnamed, Backend backend) {
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

    private Fate parseNamed(String name, byte[] definition, TextProfile profile, Backend backend) {
        ClientStatements statements = client.statements();
        if (statements.isUnsettledFor(sender.open())) {
            return Fate.LATER;
        }
        if (statements.find(name) != null) {
            askForParse(definition, false, () -> {}, backend);
            return refuseDuplicate(name, backend);
        }
        if (statements.size() >= maxStatements) {
            return sender.refuse(backend, tooManyStatements());
        }
        Statement statement =
                client.shard().catalog().statement(identity(definition, profile), profile);
        Exchange exchange = sender.exchange(backend);
        Need need = backend.statements().need(statement, exchange);
        if (need == Need.WAIT) {
            return Fate.LATER;
        }
        if (need == Need.PARSE) {
            makeRoom(backend);
        }
        Runnable forget = statements.put(name, statement, exchange);
        if (need == Need.PARSE) {
            sendParse(statement, true, forget, backend);
        } else if (backend.exchanges().isSurelyNotFailed(exchange)) {
            sender.expect(backend, new OwnAnswer(Frames.PARSE_COMPLETE, forget));
        } else {
            askForParse(definition, true, forget, backend);
        }
        return Fate.DROPPED;
    }

    private Identity identity(byte[] definition, TextProfile profile) {
        return new Identity(
                definition,
                client.environment().of(profile),
                client.shard().pool().epoch().current());
    }

    boolean enterKnown(Frame frame) {
        int nameEnd = frame.zeroFrom(frame.body());
        int textEnd = nameEnd < 0 ? -1 : frame.zeroFrom(nameEnd + 1);
        if (textEnd < 0 || nameEnd == frame.body()) {
            return false;
        }
        ClientStatements statements = client.statements();
        String name = frame.name(frame.body(), nameEnd);
        if (statements.find(name) != null || statements.size() >= maxStatements) {
            return false;
        }
        TextProfile profile = sender.profile(frame, nameEnd + 1, textEnd);
        byte[] definition = frame.copy(nameEnd + 1, frame.index() + frame.size());
        Statement known = client.shard().catalog().proven(identity(definition, profile));
        if (known != null) {
            statements.put(name, known);
        }
        return known != null;
    }

    /**
     * Makes PostgreSQL say whether it would parse a text that is prepared already: in a failed
     * transaction it would not.
     */
    private void askForParse(byte[] definition, boolean visible, Runnable forget, Backend backend) {
        Frames.parse(backend.outbox().buffer(), UNNAMED, definition);
        backend.statements().unnamed(null);
        sender.expect(backend, new Preparation(null, visible, forget::run));
    }

    /** A text too long to look at: it is shared with nobody, and its backend is kept. */
    private Fate parseLong(Frame frame, int nameEnd, String name, Backend backend) {
        ClientStatements statements = client.statements();
        if (statements.isUnsettledFor(sender.open())) {
            return Fate.LATER;
        }
        if (!name.isEmpty() && statements.find(name) != null) {
            return refuseDuplicate(name, backend);
        }
        if (!name.isEmpty() && statements.size() >= maxStatements) {
            return sender.refuse(backend, tooManyStatements());
        }
        client.pins().add(Pin.LONG_TEXT);
        client.environment().touch();
        byte[] backendName = UNNAMED;
        Preparation preparation;
        if (name.isEmpty()) {
            preparation = unnamedPreparation(new Unnamed(UNNAMED, NOTHING_KNOWN), backend);
        } else {
            Statement statement = client.shard().catalog().unshared(NOTHING_KNOWN);
            backendName = statement.name();
            preparation =
                    preparation(
                            statement,
                            true,
                            statements.put(name, statement, sender.exchange(backend)),
                            backend);
        }
        rename(frame, frame.body(), nameEnd, backendName, backend);
        sender.expect(backend, preparation);
        return Fate.PASSED;
    }

    private Fate refuseDuplicate(String name, Backend backend) {
        return sender.refuse(
                backend,
                Failure.of(
                        ErrorCode.DUPLICATE_STATEMENT,
                        "prepared statement \"" + utf8(name) + "\" already exists"));
    }

    private Failure tooManyStatements() {
        return Failure.of(
                        ErrorCode.CONFIGURATION_LIMIT_EXCEEDED,
                        "too many prepared statements: " + maxStatements)
                .withHint(
                        "Close statements that are not used any more, or raise"
                                + " clients.max-prepared-statements.");
    }

    private void sendParse(Statement statement, boolean visible, Runnable forget, Backend backend) {
        Frames.parse(backend.outbox().buffer(), statement);
        sender.expect(backend, preparation(statement, visible, forget, backend));
    }

    private Preparation preparation(
            Statement statement, boolean visible, Runnable forget, Backend backend) {
        backend.statements().sent(statement, sender.exchange(backend));
        client.context().metrics().statementsPrepared.increment();
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

    private void makeRoom(Backend backend) {
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

    // ---- Bind and Describe

    Fate bind(Frame frame, Backend backend) {
        int portalEnd = frame.zeroFrom(frame.body());
        int nameEnd = portalEnd < 0 ? -1 : frame.zeroFrom(portalEnd + 1);
        if (nameEnd < 0) {
            return malformed(frame, backend);
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
        if (!there) {
            Frames.parse(backend.outbox().buffer(), UNNAMED, unnamed.definition());
            backend.statements().unnamed(unnamed);
            client.statements().repeatsUnnamed(sender.exchange(backend));
            sender.expect(
                    backend,
                    new Preparation(null, false, () -> backend.statements().unnamed(null)));
        }
        if (reply == Reply.BIND) {
            noteBind(unnamed.isRepeatable(), unnamed.profile(), backend);
        }
        return sender.request(frame, backend, reply);
    }

    private void noteBind(boolean isKnown, TextProfile profile, Backend backend) {
        if (isKnown) {
            sender.noteBind(profile, backend);
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
            return client.pins().contains(Pin.SQL_PREPARE)
                    ? sender.request(frame, backend, reply)
                    : sender.refuse(
                            backend,
                            Failure.of(
                                    ErrorCode.INVALID_STATEMENT_NAME,
                                    "prepared statement \"" + utf8(name) + "\" does not exist"));
        }
        Need need = backend.statements().need(statement, sender.exchange(backend));
        if (need == Need.WAIT) {
            return Fate.LATER;
        }
        if (need == Need.PARSE) {
            makeRoom(backend);
            sendParse(statement, false, () -> {}, backend);
        }
        if (reply == Reply.BIND) {
            noteBind(statement.isRepeatable(), statement.profile(), backend);
        }
        rename(frame, nameStart, nameEnd, statement.name(), backend);
        sender.expect(backend, reply);
        return Fate.PASSED;
    }

    /** Passes a frame on with the name in {@code [nameStart, nameEnd)} replaced. */
    private static void rename(
            Frame frame, int nameStart, int nameEnd, byte[] name, Backend backend) {
        ByteBuf out = backend.outbox().buffer();
        int grown = name.length - (nameEnd - nameStart);
        out.writeByte(frame.type())
                .writeInt(frame.size() - 1 + grown)
                .writeBytes(frame.buffer(), frame.body(), nameStart - frame.body())
                .writeBytes(name);
        backend.outbox().write(frame.buffer(), nameEnd, frame.index() + frame.arrived() - nameEnd);
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
        if (client.statements().find(name) == null && client.pins().contains(Pin.SQL_PREPARE)) {
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

    /**
     * The name in a simple query DEALLOCATE, as some drivers send instead of Close, if it is one
     * that the client gave in a Parse; else null, and the text has to be sent as it is.
     */
    @Nullable String deallocated(Frame frame, int textEnd) {
        byte[] text = frame.copy(frame.body(), Math.max(frame.body(), textEnd));
        String name = Deallocation.name(text, 0, text.length).orElse("");
        return client.statements().find(name) == null ? null : name;
    }

    /**
     * PostgreSQL knows the statement by another name, and others may need it, so one that was made
     * for this is dropped in its place.
     */
    static void deallocateAnother(Backend backend) {
        Errand.run(backend, "PREPARE " + DOOMED + " AS SELECT 1", error -> {});
        Frames.query(backend.outbox().buffer(), "DEALLOCATE " + DOOMED);
    }

    /** PostgreSQL says best what is wrong with it, when it has all of it. */
    private Fate malformed(Frame frame, Backend backend) {
        if (!frame.isWhole()) {
            client.violate("invalid string in message");
            return Fate.INVALID;
        }
        return sender.request(
                frame, backend, frame.type() == FrontendType.BIND ? Reply.BIND : Reply.DESCRIBE);
    }

    private static String utf8(String name) {
        return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
