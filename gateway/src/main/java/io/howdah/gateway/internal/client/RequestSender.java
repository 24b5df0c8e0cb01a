package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;
import io.howdah.gateway.config.ClientSettings;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.Exchange.Mark;
import io.howdah.gateway.internal.backend.FailingRequest;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.Step;
import io.howdah.gateway.internal.backend.Step.Reply;
import io.howdah.gateway.internal.backend.TextEffects;
import io.howdah.gateway.internal.client.Requests.Fate;
import io.howdah.sql.SessionEffect;
import io.howdah.sql.StatementKind;
import io.howdah.sql.TextProfile;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.FrontendType;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/**
 * Passes a client's requests on to the backend it holds, and notes which answers are owed. Confined
 * to the client's loop. What concerns prepared statements is in {@link PreparedRequests}.
 */
final class RequestSender {
    private final Client client;
    private final Readings readings;
    private final Preparer preparer;
    private final ParseRequests parses;
    private final PreparedRequests prepared;
    private final int inspectLimit;
    private final Aftermath aftermath;
    private final RetriedUnit retried;
    private final DeallocatedBySql deallocations;
    private final TokenReading token;
    private boolean decisivePortals;

    RequestSender(Client client, ClientSettings settings, int inspectLimit, Readings readings) {
        this.client = client;
        this.readings = readings;
        this.inspectLimit = inspectLimit;
        this.preparer = new Preparer(client, this);
        this.parses = new ParseRequests(client, this, preparer, settings.maxPreparedStatements());
        this.prepared = new PreparedRequests(client, this, preparer);
        this.aftermath = new Aftermath(client);
        this.retried = new RetriedUnit(client, this);
        this.deallocations = new DeallocatedBySql(client, this);
        this.token = new TokenReading(client, this);
    }

    /** What prepares statements on backends. */
    Preparer preparer() {
        return preparer;
    }

    /** What reads texts. */
    Readings readings() {
        return readings;
    }

    /** What reads Parse messages. */
    ParseRequests parses() {
        return parses;
    }

    /** What is sent again when the schema has changed. */
    RetriedUnit retried() {
        return retried;
    }

    /** What drops by SQL what was prepared by Parse. */
    DeallocatedBySql deallocations() {
        return deallocations;
    }

    /** The exchange whose end the client has not sent yet. */
    @Nullable Exchange open() {
        Backend backend = client.backend();
        return backend == null ? null : backend.exchanges().open(client.answers());
    }

    /** The exchange that requests belong to now; begins one if there is none. */
    Exchange exchange(Backend backend) {
        Exchange open = backend.exchanges().open(client.answers());
        return open == null ? backend.begin(client.answers()) : open;
    }

    /** Notes that a request was sent. */
    void expect(Backend backend, Step step) {
        backend.expect(exchange(backend), step);
    }

    Fate send(Frame frame, Backend backend) {
        Exchange copying = backend.exchanges().copyingIn(client.answers());
        if (copying != null) {
            return duringCopy(frame, backend, copying);
        }
        Exchange open = backend.exchanges().open(client.answers());
        if (open != null && open.isSkipping() && frame.type() != FrontendType.SYNC) {
            return Fate.DROPPED; // as PostgreSQL does
        }
        retried.add(frame, open);
        return switch (frame.type()) {
            case FrontendType.QUERY -> query(frame, backend);
            case FrontendType.PARSE -> parses.parse(frame, backend);
            case FrontendType.BIND -> prepared.bind(frame, backend);
            case FrontendType.DESCRIBE -> prepared.describe(frame, backend);
            case FrontendType.CLOSE -> prepared.close(frame, backend);
            case FrontendType.EXECUTE -> execute(frame, backend);
            case FrontendType.SYNC -> request(frame, backend, Reply.SYNC);
            case FrontendType.FUNCTION_CALL -> functionCall(frame, backend);
            case FrontendType.FLUSH -> forward(frame, backend);
            default -> Fate.DROPPED; // COPY's messages outside COPY
        };
    }

    /** Passes the frame on as it is. */
    Fate forward(Frame frame, Backend backend) {
        backend.outbox().write(frame.buffer(), frame.index(), frame.arrived());
        return Fate.PASSED;
    }

    /** Passes a request on as it is, to be answered by {@code reply}. */
    Fate request(Frame frame, Backend backend, Reply reply) {
        forward(frame, backend);
        expect(backend, reply);
        return Fate.PASSED;
    }

    private Fate execute(Frame frame, Backend backend) {
        request(frame, backend, Reply.EXECUTE);
        if (decisivePortals) {
            exchange(backend).mark(Mark.DECISIVE);
            Frames.flush(backend.outbox().buffer());
        }
        return Fate.PASSED;
    }

    /** A function is called by its OID, which tells what it does only if it is a known one. */
    private Fate functionCall(Frame frame, Backend backend) {
        if (!LargeObjectCalls.isOne(frame)) {
            client.session().noteUnreadable(Pin.CODE);
        }
        return request(frame, backend, Reply.QUERY);
    }

    // ---- simple query

    private Fate query(Frame frame, Backend backend) {
        if (!frame.isWhole() || frame.size() > inspectLimit) {
            client.session().noteUnreadable(Pin.LONG_TEXT);
            exchange(backend).mark(Mark.DECISIVE);
            forgetUnnamed(backend);
            return request(frame, backend, Reply.QUERY);
        }
        int textEnd = frame.index() + frame.size() - 1;
        Readings.Reading reading = readings.of(frame, frame.body(), textEnd);
        TextEffects effects = reading.effects();
        Shape shape = reading.shape();
        if (effects.profile().only() == StatementKind.DEALLOCATE && open() == null) {
            if (backend.exchanges().owes(client.answers())) {
                // Names may yet change, and an errand must not be skipped.
                return Fate.LATER;
            }
            String name = deallocations.name(frame.copy(frame.body(), textEnd));
            if (name != null) {
                deallocations.query(name, backend);
                return Fate.DROPPED;
            }
        }
        if (!client.listening().mayGo(frame, frame.body(), textEnd, effects.profile())) {
            return Fate.LATER;
        }
        Fate fate = ownSettings(effects, backend);
        if (fate != null) {
            return fate == Fate.DROPPED ? refused(backend) : fate;
        }
        beforeUnit(effects, backend);
        Exchange exchange = exchange(backend);
        exchange.countFor(shape);
        client.listening().sent(exchange, backend);
        noteReach(reading, frame);
        if (note(effects, exchange)) {
            exchange.mark(Mark.DECISIVE);
        }
        forgetUnnamed(backend);
        return request(frame, backend, Reply.QUERY);
    }

    /** A request that drops the unnamed statement is about to be sent; it may yet be skipped. */
    void forgetUnnamed(Backend backend) {
        backend.statements().unnamed(null);
        if (client.statements().mayHaveUnnamed()) {
            Unnamed none = Unnamed.dropped();
            client.statements().unnamed(none, exchange(backend));
            expect(backend, new Step.Note(none::skipped));
        }
    }

    /**
     * What Howdah's own settings make of a statement that is about to be parsed or run.
     *
     * @return {@link Fate#DROPPED}: it was refused; null: it is to be sent
     */
    @Nullable Fate ownSettings(TextEffects effects, Backend backend) {
        Failure refusal = OwnSettings.refusal(effects.ownValues());
        if (refusal != null) {
            return refuse(backend, refusal);
        }
        return switch (token.before(effects, backend)) {
            case READY -> null;
            case LATER -> Fate.LATER;
            case REFUSED -> Fate.DROPPED;
        };
    }

    /** A simple query was, which has no Sync behind it. */
    private Fate refused(Backend backend) {
        new Sync().encode(backend.outbox().buffer());
        expect(backend, Reply.SYNC);
        return Fate.DROPPED;
    }

    /** What has to be done before a statement with these effects can begin an exchange. */
    void beforeUnit(TextEffects effects, Backend backend) {
        if (effects.profile().has(SessionEffect.READS_SEQUENCE_STATE)
                && !client.hold().pool().readsSequences()) {
            client.hold().pool().noteSequencesRead();
            if (open() == null
                    && backend.status() == TransactionStatus.IDLE
                    && !client.session().pins().contains(Pin.SEQUENCE)) {
                client.hold().transfer().ownSequences(backend);
            }
        }
    }

    private void noteReach(Readings.Reading reading, Frame frame) {
        if (client.hold().isPerTransaction() && client.reach().isConcerned()) {
            byte[] text = readings.text(frame, frame.body(), reading.length());
            noteReach(reading.shape(), reading.effects(), text, reading.length());
        }
    }

    private void noteReach(@Nullable Shape shape, TextEffects effects, byte[] text, int length) {
        boolean standardStrings = client.environment().standardConformingStrings();
        client.reach().note(shape, text, length, effects.profile(), standardStrings);
    }

    /**
     * A portal is about to be made.
     *
     * @param shape what is known of its statement, or null
     * @param effects of its statement
     * @param definition the Parse body after the name
     */
    void noteBind(@Nullable Shape shape, TextEffects effects, byte[] definition, Backend backend) {
        if (client.hold().isPerTransaction() && client.reach().isConcerned()) {
            int length = 0;
            while (length < definition.length && definition[length] != 0) {
                length++;
            }
            noteReach(shape, effects, definition, length);
        }
        Exchange exchange = exchange(backend);
        client.listening().sent(exchange, backend);
        decisivePortals |= note(effects, exchange);
    }

    /** A portal is about to be made of what drops a statement that the client knows by name. */
    void noteDeallocation(String name, Backend backend) {
        aftermath.deallocates(name, exchange(backend));
        decisivePortals = true;
    }

    /** A portal is about to be made of a statement too long to look at. */
    void noteLongBind() {
        decisivePortals = true;
    }

    /**
     * Remembers what a statement does to its session that is about to be run.
     *
     * @return whether nothing may be sent after it before its outcome is known: it may begin COPY,
     *     or end what later requests refer to
     */
    private boolean note(TextEffects effects, Exchange exchange) {
        boolean unreadable = SafeEncodings.isUnsafe(client.environment().clientEncoding());
        if (unreadable) {
            client.session().noteUnreadable(Pin.ENCODING);
        }
        client.session()
                .note(
                        effects,
                        client.listening().isServed(),
                        client.context().catalogs().isEnabled());
        noteSequences(effects.profile());
        TextProfile profile = effects.profile();
        if (!profile.hasEffects()) {
            return unreadable;
        }
        if (profile.has(SessionEffect.RESETS_ALL)) {
            exchange.mark(Mark.RESETS_ALL);
        }
        boolean resets = client.session().startsWithAny(effects.resets());
        if (resets) {
            aftermath.resets(effects.resets(), exchange);
        }
        if (profile.has(SessionEffect.DEFINES)) {
            exchange.mark(Mark.DEFINES);
            aftermath.outdates(effects.outdates());
        }
        return unreadable
                || resets
                || profile.has(SessionEffect.COPIES)
                || profile.has(SessionEffect.RESETS_ALL)
                || profile.has(SessionEffect.DISCARDS_ALL)
                || profile.has(SessionEffect.DISCARDS_STATEMENTS);
    }

    /**
     * Where clients ask for the last value of a sequence, they do so right after an INSERT: so one
     * that has done that keeps its backend until it has sent something else, or nothing for a
     * while.
     */
    private void noteSequences(TextProfile profile) {
        if (mayAdvanceSequence(profile)) {
            if (client.hold().isPerTransaction() && client.hold().pool().expectsSequenceReads()) {
                client.session().pins().add(Pin.SEQUENCE);
            }
        } else if (!profile.has(SessionEffect.READS_SEQUENCE_STATE)) {
            client.session().pins().remove(Pin.SEQUENCE);
        }
    }

    private static boolean mayAdvanceSequence(TextProfile profile) {
        return switch (profile.only()) {
            case INSERT, MERGE, WITH, COPY, MULTI -> true;
            default -> profile.has(SessionEffect.ADVANCES_SEQUENCE);
        };
    }

    // ---- COPY

    /** PostgreSQL ignores Sync and Flush during COPY; what belongs to no COPY ends the session. */
    private Fate duringCopy(Frame frame, Backend backend, Exchange copying) {
        return switch (frame.type()) {
            case FrontendType.SYNC, FrontendType.FLUSH -> Fate.DROPPED;
            case FrontendType.COPY_DATA -> forward(frame, backend);
            case FrontendType.COPY_DONE, FrontendType.COPY_FAIL -> {
                forward(frame, backend);
                Frames.flush(backend.outbox().buffer());
                copying.endCopy();
                yield Fate.PASSED;
            }
            default -> {
                client.leaving()
                        .violate(
                                "unexpected message type 0x%02X during COPY from stdin"
                                        .formatted(frame.type()));
                yield Fate.INVALID;
            }
        };
    }

    // ---- the end of exchanges

    void ended(Exchange exchange) {
        Backend backend = client.backend();
        if (backend == null) {
            return;
        }
        aftermath.ended(exchange, backend);
        if (backend.status() == TransactionStatus.IDLE && !backend.isBusy()) {
            decisivePortals = false;
        }
    }

    /** The backend is gone with everything that was under way. */
    void backendLost() {
        aftermath.backendLost();
        retried.over();
        decisivePortals = false;
    }

    /** Answers with an error of Howdah's, and makes PostgreSQL's transaction fail as well. */
    Fate refuse(Backend backend, Failure failure) {
        ByteBuf out = backend.outbox().buffer();
        FailingRequest.encode(out);
        expect(backend, new Step.Refusal(OwnErrors.error(failure)));
        return Fate.DROPPED;
    }

    /** PostgreSQL says best what is wrong with it, when it has all of it. */
    Fate malformed(Frame frame, Backend backend) {
        if (!frame.isWhole()) {
            client.leaving().violate("invalid string in message");
            return Fate.INVALID;
        }
        return request(
                frame, backend, frame.type() == FrontendType.BIND ? Reply.BIND : Reply.DESCRIBE);
    }
}
