package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendStatements.Need;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Statement;
import io.howdah.gateway.internal.backend.Statement.Identity;
import io.howdah.gateway.internal.backend.Step.OwnAnswer;
import io.howdah.gateway.internal.backend.Step.Preparation;
import io.howdah.gateway.internal.backend.TextEffects;
import io.howdah.gateway.internal.client.Requests.Fate;
import io.howdah.sql.StatementKind;

/**
 * Parse: enters a client's statement under the name it gave, and sees that PostgreSQL has accepted
 * it. Confined to the client's loop.
 *
 * <p>A client's names stay on this side. On a backend a statement has Howdah's name, the same for
 * all clients that prepared the same, and it is parsed there once: when it is needed and missing.
 */
final class ParseRequests {
    private static final byte[] UNNAMED = {};

    /** Of a text too long to look at. */
    private static final TextEffects NOTHING_KNOWN = TextEffects.UNKNOWN;

    private final Client client;
    private final RequestSender sender;
    private final Preparer preparer;
    private final int maxStatements;

    ParseRequests(Client client, RequestSender sender, Preparer preparer, int maxStatements) {
        this.client = client;
        this.sender = sender;
        this.preparer = preparer;
        this.maxStatements = maxStatements;
    }

    Fate parse(Frame frame, Backend backend) {
        int nameEnd = frame.zeroFrom(frame.body());
        int textEnd = nameEnd < 0 ? -1 : frame.zeroFrom(nameEnd + 1);
        if (nameEnd < 0 || (frame.isWhole() && textEnd < 0)) {
            return sender.malformed(frame, backend);
        }
        String name = frame.name(frame.body(), nameEnd);
        if (!frame.isWhole()) {
            return parseLong(frame, nameEnd, name, backend);
        }
        Readings.Reading reading = sender.readings().of(frame, nameEnd + 1, textEnd);
        TextEffects effects = reading.effects();
        byte[] definition = frame.copy(nameEnd + 1, frame.index() + frame.size());
        sender.beforeUnit(effects, backend);
        if (name.isEmpty() && effects.profile().only() == StatementKind.DEALLOCATE) {
            return parseDeallocation(frame, definition, effects, backend);
        }
        return name.isEmpty()
                ? parseUnnamed(frame, new Unnamed(definition, effects, reading.shape()), backend)
                : parseNamed(name, definition, effects, backend);
    }

    private Fate parseUnnamed(Frame frame, Unnamed unnamed, Backend backend) {
        Fate fate = sender.ownSettings(unnamed.effects(), backend);
        if (fate != null) {
            return fate;
        }
        Preparation preparation = preparer.unnamedPreparation(unnamed, backend);
        sender.forward(frame, backend);
        sender.expect(backend, preparation);
        return Fate.PASSED;
    }

    /** Some drivers drop by SQL what they have prepared by Parse, and do so by Parse as well. */
    private Fate parseDeallocation(
            Frame frame, byte[] definition, TextEffects effects, Backend backend) {
        if (client.statements().isUnsettledFor(sender.open())) {
            return Fate.LATER;
        }
        Unnamed translated = sender.deallocations().translated(definition, effects);
        if (translated == null) {
            return parseUnnamed(frame, new Unnamed(definition, effects, null), backend);
        }
        Preparation preparation = preparer.unnamedPreparation(translated, backend);
        Frames.parse(backend.outbox().buffer(), UNNAMED, translated.definition());
        sender.expect(backend, preparation);
        return Fate.DROPPED;
    }

    private Fate parseNamed(String name, byte[] definition, TextEffects effects, Backend backend) {
        ClientStatements statements = client.statements();
        if (statements.isUnsettledFor(sender.open())) {
            return Fate.LATER;
        }
        if (client.session().isAskingForPrepared() && sender.open() == null) {
            return Fate.LATER;
        }
        if (statements.find(name) != null || client.session().hasPrepared(Frames.utf8(name))) {
            askForParse(definition, false, () -> {}, backend);
            return refuseDuplicate(name, backend);
        }
        if (statements.size() >= maxStatements) {
            return sender.refuse(backend, tooManyStatements());
        }
        Fate fate = sender.ownSettings(effects, backend);
        if (fate != null) {
            return fate;
        }
        Statement statement =
                client.shard().catalog().statement(identity(definition, effects), effects);
        Exchange exchange = sender.exchange(backend);
        Need need = backend.statements().need(statement, exchange);
        if (need == Need.WAIT) {
            return Fate.LATER;
        }
        if (need == Need.PARSE) {
            preparer.makeRoom(backend);
        }
        client.shard().traffic().parsedByClient();
        Runnable forget = statements.put(name, statement, exchange);
        if (need == Need.PARSE) {
            preparer.sendParse(statement, true, forget, backend);
        } else if (backend.exchanges().isSurelyNotFailed(exchange)) {
            sender.expect(backend, new OwnAnswer(Frames.PARSE_COMPLETE, forget));
        } else {
            askForParse(definition, true, forget, backend);
        }
        return Fate.DROPPED;
    }

    /** The same statement as it is after a schema change. */
    Statement renewed(Statement outdated) {
        return outdated.isRepeatable()
                ? client.shard()
                        .catalog()
                        .statement(
                                identity(outdated.definition(), outdated.effects()),
                                outdated.effects())
                : outdated;
    }

    /** What makes a text the same statement as another, in this session as it is. */
    Identity identity(byte[] definition, TextEffects effects) {
        return new Identity(
                definition,
                client.environment().of(effects.profile()),
                client.shard().pool().epoch().current());
    }

    /**
     * Enters what a whole Parse defines without asking PostgreSQL, if it has accepted the same
     * before.
     *
     * @return false: it has to be asked
     */
    boolean enterKnown(Frame frame) {
        int nameEnd = frame.zeroFrom(frame.body());
        int textEnd = nameEnd < 0 ? -1 : frame.zeroFrom(nameEnd + 1);
        if (textEnd < 0 || nameEnd == frame.body()) {
            return false;
        }
        ClientStatements statements = client.statements();
        String name = frame.name(frame.body(), nameEnd);
        if (statements.find(name) != null
                || client.session().hasPrepared(Frames.utf8(name))
                || statements.size() >= maxStatements) {
            return false;
        }
        TextEffects effects = sender.readings().of(frame, nameEnd + 1, textEnd).effects();
        byte[] definition = frame.copy(nameEnd + 1, frame.index() + frame.size());
        Statement known = client.shard().catalog().proven(identity(definition, effects));
        if (known != null) {
            client.shard().traffic().parsedByClient();
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
        client.session().noteUnreadable(Pin.LONG_TEXT);
        byte[] backendName = UNNAMED;
        Preparation preparation;
        if (name.isEmpty()) {
            preparation =
                    preparer.unnamedPreparation(new Unnamed(UNNAMED, NOTHING_KNOWN, null), backend);
        } else {
            preparer.makeRoom(backend);
            Statement statement = client.shard().catalog().unshared(NOTHING_KNOWN);
            backendName = statement.name();
            preparation =
                    preparer.preparation(
                            statement,
                            true,
                            statements.put(name, statement, sender.exchange(backend)),
                            backend);
        }
        Frames.renamed(frame, frame.body(), nameEnd, backendName, backend);
        sender.expect(backend, preparation);
        return Fate.PASSED;
    }

    private Fate refuseDuplicate(String name, Backend backend) {
        return sender.refuse(
                backend,
                Failure.of(
                        ErrorCode.DUPLICATE_STATEMENT,
                        "prepared statement \"" + Frames.utf8(name) + "\" already exists"));
    }

    private Failure tooManyStatements() {
        return Failure.of(
                        ErrorCode.CONFIGURATION_LIMIT_EXCEEDED,
                        "too many prepared statements: " + maxStatements)
                .withHint(
                        "Close statements that are not used any more, or raise"
                                + " clients.max-prepared-statements.");
    }
}
