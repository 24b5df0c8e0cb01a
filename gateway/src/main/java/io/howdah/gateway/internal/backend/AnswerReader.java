package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.backend.Step.Description;
import io.howdah.gateway.internal.backend.Step.Preparation;
import io.howdah.gateway.internal.backend.Step.Reply;
import io.howdah.gateway.internal.net.Inbox;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.BackendType;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Hands a backend's answers to the exchanges they belong to, in place. Confined to the backend's
 * loop.
 *
 * <p>Runs of frames for one client leave as one piece. Only frames that change a state are looked
 * into; rows and COPY data pass by their headers, even when they have not arrived whole.
 */
final class AnswerReader implements Inbox.Scanner {
    /**
     * Frames that must be seen whole (errors, notices, parameters) are passed on in pieces above.
     */
    private static final int WHOLE_BYTES = 64 * 1024;

    /** PostgreSQL's crash_shutdown. */
    private static final String CRASH_SHUTDOWN = "57P02";

    private final Answers answers;
    private int bodyLeft;
    private boolean bodyVisible;
    private int spanStart;

    AnswerReader(Answers answers) {
        this.answers = answers;
    }

    /** Whether a message to a client has been passed on in part. */
    boolean isInFrame() {
        return bodyLeft > 0 && bodyVisible;
    }

    @Override
    public int scan(ByteBuf buffer, int start, int end) {
        int index = start;
        spanStart = start;
        while (index < end && !answers.isClosing()) {
            if (bodyLeft > 0) {
                int piece = Math.min(bodyLeft, end - index);
                index = pass(buffer, index, piece, bodyVisible);
                bodyLeft -= piece;
                if (bodyLeft == 0) {
                    afterFrame((byte) 0, buffer, index);
                }
                continue;
            }
            if (end - index < 5) {
                break;
            }
            byte type = buffer.getByte(index);
            int length = buffer.getInt(index + 1);
            boolean ready = type == BackendType.READY_FOR_QUERY;
            if (length < 4 || length == Integer.MAX_VALUE || (ready && length != 5)) {
                answers.desynchronized("message '" + (char) type + "' of length " + length);
                break;
            }
            int size = length + 1;
            if (size > end - index && size <= WHOLE_BYTES && !mayPassInPieces(type)) {
                break;
            }
            boolean whole = size <= end - index;
            boolean visible = take(type, buffer, index, whole ? size : end - index);
            if (whole) {
                index = pass(buffer, index, size, visible);
                afterFrame(type, buffer, index);
            } else {
                bodyLeft = size;
                bodyVisible = visible;
            }
        }
        flush(buffer, index);
        return answers.isClosing() ? end : index;
    }

    private boolean mayPassInPieces(byte type) {
        return (type == BackendType.DATA_ROW && !isReadByItsRequester())
                || type == BackendType.COPY_DATA
                || type == BackendType.FUNCTION_CALL_RESPONSE;
    }

    private boolean isReadByItsRequester() {
        Exchange exchange = answers.current();
        return exchange != null && exchange.requester().readsRows();
    }

    private int pass(ByteBuf buffer, int index, int size, boolean visible) {
        if (!visible) {
            flush(buffer, index);
            spanStart = index + size;
        }
        return index + size;
    }

    private void flush(ByteBuf buffer, int index) {
        if (index > spanStart) {
            Exchange exchange = answers.current();
            Outbox outbox =
                    exchange == null ? answers.holderOutbox() : exchange.requester().outbox();
            if (outbox != null) {
                outbox.write(buffer, spanStart, index - spanStart);
                if (exchange != null) {
                    exchange.passed(index - spanStart);
                }
                answers.passedOn(outbox);
            }
        }
        spanStart = index;
    }

    /** What can only happen once the frame itself is on its way to the client. */
    private void afterFrame(byte type, ByteBuf buffer, int index) {
        Exchange exchange = answers.current();
        if (exchange == null) {
            return;
        }
        if (type == BackendType.READY_FOR_QUERY) {
            flush(buffer, index);
            answers.exchangeAnswered(exchange);
        } else {
            giveOwnAnswers(exchange, buffer, index);
            answers.exchangeAnswered(exchange); // if ReadyForQuery was one of those
        }
    }

    /** Notes what the frame means; answers whether the client is to see it. */
    private boolean take(byte type, ByteBuf buffer, int index, int size) {
        return switch (type) {
            case BackendType.NOTICE_RESPONSE -> notice(buffer, index, size);
            case BackendType.NOTIFICATION_RESPONSE -> notification(buffer, index, size);
            case BackendType.PARAMETER_STATUS -> parameter(buffer, index, size);
            case BackendType.ERROR_RESPONSE -> error(buffer, index, size);
            default -> {
                Exchange exchange = answers.current();
                if (exchange == null) {
                    answers.desynchronized("message '" + (char) type + "' that nobody asked for");
                    yield false;
                }
                giveOwnAnswers(exchange, buffer, index);
                yield answer(exchange, type, buffer, index, size);
            }
        };
    }

    private boolean notice(ByteBuf buffer, int index, int size) {
        Exchange exchange = answers.current();
        if (exchange != null) {
            exchange.noticed();
        }
        return !answers.isAskedAgain() || !isLastWord(buffer, index, size);
    }

    /** When PostgreSQL has crashed, it says so in a warning, and no more. */
    private boolean isLastWord(ByteBuf buffer, int index, int size) {
        ErrorSummary summary = ErrorSummary.of(buffer, index + 5, index + size);
        boolean last = summary.sqlState().equals(CRASH_SHUTDOWN);
        if (last) {
            retract(index);
            answers.dying(summary);
        }
        return last;
    }

    /**
     * What precedes an error in the same piece is not passed on to somebody of whose answer nothing
     * has been: the request can be asked elsewhere.
     */
    private void retract(int index) {
        Exchange exchange = answers.current();
        if (exchange != null && !exchange.hasBegun()) {
            spanStart = index;
        }
    }

    /** It is for whoever holds the backend, even when it comes among the answers to an errand. */
    private boolean notification(ByteBuf buffer, int index, int size) {
        Requester holder = answers.holder();
        if (holder != null && holder.notified(buffer, index, size)) {
            return false;
        }
        Exchange exchange = answers.current();
        Outbox outbox = answers.holderOutbox();
        if (exchange == null || outbox == null || exchange.requester().outbox() == outbox) {
            return outbox != null;
        }
        outbox.write(buffer, index, size);
        return false;
    }

    /** Those that were not given before PostgreSQL's own, as all may be asked again elsewhere. */
    private void giveOwnAnswers(Exchange exchange, ByteBuf buffer, int index) {
        if (exchange.head() instanceof Step.OwnAnswer) {
            flush(buffer, index);
            answers.giveOwn(exchange);
        }
    }

    private boolean answer(Exchange exchange, byte type, ByteBuf buffer, int index, int size) {
        Step head = exchange.head();
        if (head instanceof Step.Unseen unseen) {
            expect(exchange, unseen.answer() == type, type);
            return false;
        }
        switch (type) {
            case BackendType.PARSE_COMPLETE -> {
                return parsed(exchange);
            }
            case BackendType.BIND_COMPLETE -> {
                expect(exchange, head == Reply.BIND || head == Reply.OWN_BIND, type);
                return head == Reply.BIND;
            }
            case BackendType.CLOSE_COMPLETE -> {
                if (head instanceof Step.Eviction(Step.Outcome outcome)) {
                    exchange.advance();
                    outcome.succeeded();
                    return false;
                }
                expect(exchange, head == Reply.CLOSE, type);
            }
            case BackendType.DATA_ROW -> {
                if (exchange.requester().readsRows()) {
                    exchange.requester().row(buffer, index, size);
                }
            }
            case BackendType.PARAMETER_DESCRIPTION -> {
                return !(head instanceof Description asked) || asked.visible();
            }
            case BackendType.NO_DATA -> {
                return described(exchange, head, ResultShape.NONE, type);
            }
            case BackendType.ROW_DESCRIPTION -> {
                if (head instanceof Description) {
                    return described(exchange, head, ResultShape.of(buffer, index, size), type);
                }
                if (head == Reply.DESCRIBE) {
                    exchange.advance();
                }
            }
            case BackendType.COMMAND_COMPLETE -> {
                completed(exchange, buffer, index, size);
                executed(exchange, head);
            }
            case BackendType.EMPTY_QUERY_RESPONSE, BackendType.PORTAL_SUSPENDED ->
                    executed(exchange, head);
            case BackendType.COPY_IN_RESPONSE, BackendType.COPY_BOTH_RESPONSE ->
                    copyInBegun(exchange, type);
            case BackendType.READY_FOR_QUERY -> {
                expect(exchange, head == Reply.SYNC || head == Reply.QUERY, type);
                answers.ready(buffer.getByte(index + 5));
                if (exchange.isBeginRefused()) {
                    buffer.setByte(index + 5, TransactionStatus.FAILED.code());
                }
                return !exchange.isMuted();
            }
            default -> {}
        }
        return true;
    }

    private boolean described(Exchange exchange, @Nullable Step head, long shape, byte type) {
        if (head instanceof Description(var statement, var visible)) {
            statement.described(shape);
            exchange.advance();
            return visible;
        }
        expect(exchange, head == Reply.DESCRIBE, type);
        return true;
    }

    private void copyInBegun(Exchange exchange, byte type) {
        if (exchange.owed() == 1) {
            exchange.beginCopyIn();
        } else {
            answers.desynchronized("message '" + (char) type + "' that could not be foreseen");
        }
    }

    private void expect(Exchange exchange, boolean expected, byte type) {
        if (expected) {
            exchange.advance();
        } else {
            answers.desynchronized("message '" + (char) type + "' while owing " + exchange.head());
        }
    }

    private static void executed(Exchange exchange, @Nullable Step head) {
        if (head == Reply.EXECUTE) {
            exchange.advance();
        }
    }

    private boolean parsed(Exchange exchange) {
        if (!(exchange.head() instanceof Preparation preparation)) {
            expect(exchange, false, BackendType.PARSE_COMPLETE);
            return false;
        }
        exchange.advance();
        preparation.outcome().succeeded();
        return preparation.visible();
    }

    private void completed(Exchange exchange, ByteBuf buffer, int index, int size) {
        byte first = size > 6 ? buffer.getByte(index + 5) : 0;
        if (exchange.isCounted()) {
            exchange.addRows(rows(buffer, index, size));
        }
        boolean watched = exchange.requester().watchesTags();
        if (first != 'D' && !watched) {
            return;
        }
        String tag =
                buffer.toString(index + 5, Math.min(size - 6, 32), StandardCharsets.ISO_8859_1);
        if (watched) {
            exchange.requester().completed(exchange, tag);
        }
        switch (tag) {
            case "DEALLOCATE ALL" -> answers.statementsDiscarded(exchange);
            case "DISCARD ALL" -> answers.sessionDiscarded(exchange);
            default -> {}
        }
    }

    /** The number that a tag such as {@code SELECT 3} ends with; 0 if there is none. */
    private static long rows(ByteBuf buffer, int index, int size) {
        long rows = 0;
        long weight = 1;
        for (int at = index + size - 2; at > index + 4 && weight < Long.MAX_VALUE / 100; at--) {
            int digit = buffer.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                return buffer.getByte(at) == ' ' ? rows : 0;
            }
            rows += digit * weight;
            weight *= 10;
        }
        return 0;
    }

    private boolean parameter(ByteBuf buffer, int index, int size) {
        int nameEnd = buffer.indexOf(index + 5, index + size, (byte) 0);
        int valueEnd = nameEnd < 0 ? -1 : buffer.indexOf(nameEnd + 1, index + size, (byte) 0);
        if (valueEnd < 0) {
            answers.desynchronized("a ParameterStatus without its end");
            return false;
        }
        String name = buffer.toString(index + 5, nameEnd - index - 5, StandardCharsets.ISO_8859_1);
        String value = buffer.toString(nameEnd + 1, valueEnd - nameEnd - 1, StandardCharsets.UTF_8);
        return answers.parameter(name, value);
    }

    private boolean error(ByteBuf buffer, int index, int size) {
        ErrorSummary summary = ErrorSummary.of(buffer, index + 5, index + size);
        if (summary.isFatal()) {
            if (answers.isAskedAgain()) {
                retract(index);
            }
            answers.dying(summary);
            return false;
        }
        Exchange exchange = answers.current();
        if (exchange == null) {
            return false;
        }
        if (exchange.requester().takesOver(exchange, exchange.asked(), summary.sqlState())) {
            if (answers.isAskedAgain()) {
                retract(index);
            }
            exchange.mute();
        } else {
            giveOwnAnswers(exchange, buffer, index);
            exchange.begin();
        }
        Step failed = exchange.head();
        byte[] instead = exchange.fail();
        if (instead == null && !exchange.isMuted()) {
            instead = ErrorNames.translated(buffer, index, size, exchange.requester());
        }
        if (instead != null) {
            flush(buffer, index);
            Outbox outbox = exchange.requester().outbox();
            if (outbox != null) {
                outbox.buffer().writeBytes(instead);
            }
        }
        answers.errorSeen(exchange, failed, summary);
        return instead == null && !exchange.isMuted();
    }
}
