package io.howdah.it.parity;

import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.BindComplete;
import io.howdah.wire.BackendMessage.CloseComplete;
import io.howdah.wire.BackendMessage.CommandComplete;
import io.howdah.wire.BackendMessage.CopyInResponse;
import io.howdah.wire.BackendMessage.EmptyQueryResponse;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.NoData;
import io.howdah.wire.BackendMessage.ParseComplete;
import io.howdah.wire.BackendMessage.PortalSuspended;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.BackendMessage.RowDescription;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.CopyDone;
import io.howdah.wire.FrontendMessage.CopyFail;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.FunctionCall;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a server still has to answer, so that a client knows when to stop reading. One thread. */
final class Owed {
    private final Deque<Answer> answers = new ArrayDeque<>();

    /** PostgreSQL waits for the client's rows. */
    private boolean copying;

    /** PostgreSQL has failed and waits for a Sync that the client has not sent. */
    private boolean skipping;

    private enum Answer {
        PARSE,
        BIND,
        CLOSE,
        DESCRIBE,
        EXECUTE,
        /** To Query and FunctionCall. */
        QUERY,
        SYNC,
        /** No answer, but where the client's rows end. */
        COPY_END
    }

    void sent(FrontendMessage message) {
        skipping &= !(message instanceof Sync);
        if (skipping) {
            return;
        }
        switch (message) {
            case Parse _ -> answers.add(Answer.PARSE);
            case Bind _ -> answers.add(Answer.BIND);
            case Close _ -> answers.add(Answer.CLOSE);
            case Describe _ -> answers.add(Answer.DESCRIBE);
            case Execute _ -> answers.add(Answer.EXECUTE);
            case Query _, FunctionCall _ -> answers.add(Answer.QUERY);
            case Sync _ -> answers.add(Answer.SYNC);
            case CopyDone _, CopyFail _ -> answers.add(Answer.COPY_END);
            default -> {}
        }
    }

    void received(BackendMessage message) {
        while (answers.peek() == Answer.COPY_END) {
            answers.poll();
        }
        switch (message) {
            case ParseComplete _ -> end(Answer.PARSE);
            case BindComplete _ -> end(Answer.BIND);
            case CloseComplete _ -> end(Answer.CLOSE);
            case RowDescription _, NoData _ -> end(Answer.DESCRIBE);
            case CommandComplete _, EmptyQueryResponse _, PortalSuspended _ -> executed();
            case ErrorResponse _ -> failed();
            case ReadyForQuery _ -> answers.poll();
            case CopyInResponse _ -> copyBegins();
            default -> {}
        }
    }

    /** Whether nothing more comes before the client sends more. */
    boolean isNothing() {
        boolean ended = answers.contains(Answer.COPY_END);
        return (copying && !ended) || answers.stream().allMatch(a -> a == Answer.COPY_END);
    }

    private void end(Answer answer) {
        if (answers.peek() == answer) {
            answers.poll();
        }
    }

    private void executed() {
        copyEnds();
        end(Answer.EXECUTE);
    }

    /** After an error in the extended protocol the rest is skipped, Query too, up to Sync. */
    private void failed() {
        copyEnds();
        if (answers.peek() != Answer.QUERY) {
            while (!answers.isEmpty() && answers.peek() != Answer.SYNC) {
                answers.poll();
            }
            skipping = answers.isEmpty();
        }
    }

    /** PostgreSQL ignores Sync among a COPY's rows. */
    private void copyBegins() {
        copying = true;
        Deque<Answer> kept = new ArrayDeque<>();
        boolean ended = false;
        for (Answer answer : answers) {
            ended |= answer == Answer.COPY_END;
            if (ended || answer != Answer.SYNC) {
                kept.add(answer);
            }
        }
        answers.clear();
        answers.addAll(kept);
    }

    private void copyEnds() {
        if (copying) {
            copying = false;
            answers.removeFirstOccurrence(Answer.COPY_END);
        }
    }
}
