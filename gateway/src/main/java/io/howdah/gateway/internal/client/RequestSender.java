package io.howdah.gateway.internal.client;

import io.howdah.gateway.config.ClientSettings;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.backend.Step;
import io.howdah.gateway.internal.backend.Step.Reply;
import io.howdah.gateway.internal.client.Requests.Fate;
import io.howdah.sql.SessionEffect;
import io.howdah.sql.TextProfile;
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
    private final PreparedRequests prepared;
    private final int inspectLimit;
    private @Nullable Exchange open;
    private @Nullable Exchange resetting;
    private int unanswered;
    private boolean defining;

    RequestSender(Client client, ClientSettings settings, int inspectLimit) {
        this.client = client;
        this.inspectLimit = inspectLimit;
        this.prepared = new PreparedRequests(client, this, settings.maxPreparedStatements());
    }

    /** The exchange whose end the client has not sent yet. */
    @Nullable Exchange open() {
        return open;
    }

    /** The exchange that requests belong to now; begins one if there is none. */
    Exchange exchange(Backend backend) {
        Exchange current = open;
        if (current == null) {
            current = backend.begin(client);
            open = current;
        }
        return current;
    }

    /** Notes that a request was sent. */
    void expect(Backend backend, Step step) {
        backend.expect(exchange(backend), step);
    }

    Fate send(Frame frame, Backend backend) {
        Exchange copying = backend.copyingIn(client);
        if (copying != null) {
            return duringCopy(frame, backend, copying);
        }
        return switch (frame.type()) {
            case FrontendType.QUERY -> query(frame, backend);
            case FrontendType.PARSE -> prepared.parse(frame, backend);
            case FrontendType.BIND -> prepared.bind(frame, backend);
            case FrontendType.DESCRIBE -> prepared.describe(frame, backend);
            case FrontendType.CLOSE -> prepared.close(frame, backend);
            case FrontendType.EXECUTE -> request(frame, backend, Reply.EXECUTE);
            case FrontendType.SYNC -> last(frame, backend, Reply.SYNC);
            case FrontendType.FUNCTION_CALL -> last(frame, backend, Reply.QUERY);
            case FrontendType.COPY_DONE, FrontendType.COPY_FAIL -> endOfCopy(frame, backend);
            default -> forward(frame, backend); // Flush, CopyData
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

    private Fate last(Frame frame, Backend backend, Reply reply) {
        request(frame, backend, reply);
        if (open != null && open.isClosed()) {
            open = null;
            unanswered++;
        }
        return Fate.PASSED;
    }

    /**
     * Enters what a Parse defines without asking PostgreSQL, if it has accepted the same before.
     *
     * @return false: it has to be asked
     */
    boolean enterKnown(Frame parse) {
        return prepared.enterKnown(parse);
    }

    // ---- simple query

    private Fate query(Frame frame, Backend backend) {
        if (frame.isWhole() && frame.size() <= inspectLimit) {
            note(profile(frame, frame.body(), frame.index() + frame.size() - 1), backend);
        } else {
            client.pin(Pin.LONG_TEXT);
            client.environment().touch();
        }
        client.statements().unnamed(null);
        backend.statements().unnamed(null);
        return last(frame, backend, Reply.QUERY);
    }

    /** What the text in {@code [from, to)} of the frame's buffer tells. */
    TextProfile profile(Frame frame, int from, int to) {
        int length = Math.max(0, to - from);
        byte[] text = client.loop().scratch(length);
        frame.buffer().getBytes(from, text, 0, length);
        return TextProfile.of(text, 0, length, client.environment().standardConformingStrings());
    }

    /** Remembers what a statement does to its session that is about to be run. */
    void note(TextProfile profile, Backend backend) {
        if (SafeEncodings.isUnsafe(client.environment().clientEncoding())) {
            client.pin(Pin.ENCODING);
        }
        if (!profile.hasEffects()) {
            return;
        }
        client.pinFor(profile);
        if (changesSettings(profile)) {
            client.environment().touch();
        }
        if (profile.has(SessionEffect.RESETS_ALL)) {
            resetting = exchange(backend);
        }
        defining |= profile.has(SessionEffect.DEFINES);
    }

    private static boolean changesSettings(TextProfile profile) {
        return profile.has(SessionEffect.SETS)
                || profile.has(SessionEffect.CALLS_SET_CONFIG)
                || profile.has(SessionEffect.RUNS_CODE)
                || profile.has(SessionEffect.EXECUTES);
    }

    // ---- COPY

    /**
     * PostgreSQL ignores Sync and Flush during COPY, and anything else ends the COPY with an error.
     */
    private Fate duringCopy(Frame frame, Backend backend, Exchange copying) {
        switch (frame.type()) {
            case FrontendType.SYNC, FrontendType.FLUSH -> {
                return Fate.DROPPED;
            }
            case FrontendType.COPY_DATA -> {}
            case FrontendType.COPY_DONE, FrontendType.COPY_FAIL -> copying.endCopy();
            default -> copying.breakCopy();
        }
        return forward(frame, backend);
    }

    private Fate endOfCopy(Frame frame, Backend backend) {
        Exchange last = backend.last();
        if (last == null) {
            return Fate.DROPPED;
        }
        last.endCopy();
        return forward(frame, backend);
    }

    // ---- the end of exchanges

    void ended(Exchange exchange) {
        unanswered--;
        Backend backend = client.backend();
        if (backend == null) {
            return;
        }
        if (defining) {
            client.shard().pool().epoch().advance();
            defining = backend.status() != TransactionStatus.IDLE;
        }
        if (resetting == exchange) {
            resetting = null;
            backend.settings(io.howdah.gateway.internal.backend.SessionSettings.NONE);
        }
    }

    void failed(Exchange exchange) {
        if (resetting == exchange) {
            resetting = null;
        }
    }

    void reopened(Exchange exchange, @Nullable Exchange merged) {
        if (resetting == merged) {
            resetting = exchange;
        }
        if (merged != null) {
            unanswered--;
            if (open == merged) {
                open = exchange;
            }
        } else if (open != exchange) {
            unanswered--;
            open = exchange;
        }
    }

    /** The backend is gone: answers how many complete exchanges were not answered. */
    int abandonAll() {
        int count = unanswered;
        unanswered = 0;
        resetting = null;
        defining = false;
        return count;
    }

    /** The backend is gone: answers whether an exchange was open. */
    boolean abandonOpen() {
        boolean wasOpen = open != null;
        open = null;
        return wasOpen;
    }

    /** Answers with an error of Howdah's, and makes PostgreSQL's transaction fail as well. */
    Fate refuse(Backend backend, io.howdah.base.error.Failure failure) {
        ByteBuf out = backend.outbox().buffer();
        Frames.failing(out);
        expect(backend, new Step.Refusal(OwnErrors.error(failure)));
        return Fate.DROPPED;
    }
}
