package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.backend.Step.Eviction;
import io.howdah.gateway.internal.backend.Step.OwnAnswer;
import io.howdah.gateway.internal.backend.Step.Preparation;
import io.howdah.gateway.internal.backend.Step.Refusal;
import io.howdah.gateway.internal.backend.Step.Reply;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * One request cycle of a client with the answers it is owed: a simple query, a function call, or
 * extended-query messages up to their Sync. Confined to the loop of its backend.
 *
 * <p>A backend answers its exchanges one after the other, and within one the steps in the order of
 * the requests. Two things bend that order, and both are PostgreSQL's own rules: after an error it
 * skips to the next Sync, and during COPY FROM STDIN it ignores Sync and Flush. When a request that
 * seemed to end the exchange turns out to be ignored, the exchange is <em>reopened</em>: what
 * followed it becomes part of it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html">protocol: message
 *     flow</a>
 */
public final class Exchange {
    private final ArrayDeque<Step> steps = new ArrayDeque<>(8);
    private final long startedNanos;
    private Requester requester;
    private boolean closed;
    private boolean skipping;
    private boolean copyingIn;
    private boolean aborted;
    private boolean muted;

    Exchange(Requester requester, long startedNanos) {
        this.requester = requester;
        this.startedNanos = startedNanos;
    }

    /** Whom it is for. */
    public Requester requester() {
        return requester;
    }

    /** When its first request came, see {@link io.howdah.base.Clock#nanos}. */
    public long startedNanos() {
        return startedNanos;
    }

    /** Whether its last request has been received. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether PostgreSQL waits for the client's COPY data, and ignores Sync and Flush. */
    public boolean isCopyingIn() {
        return copyingIn;
    }

    /** How many answers are owed. */
    public int owed() {
        return steps.size();
    }

    /** Notes that a request was sent, and what it will be answered with. */
    public void expect(Step step) {
        if (skipping && step != Reply.SYNC) {
            step.discarded();
            return;
        }
        if (step == Reply.SYNC) {
            skipping = false;
        }
        steps.addLast(step);
        closed = step == Reply.SYNC || step == Reply.QUERY;
    }

    /** The client has sent CopyDone or CopyFail. */
    public void endCopy() {
        if (copyingIn) {
            copyingIn = false;
        } else {
            steps.addLast(Reply.COPY_END);
        }
    }

    /** The client has sent something that PostgreSQL refuses during COPY, and does not answer. */
    public void breakCopy() {
        copyingIn = false;
    }

    /** Nobody is interested any more; the answers are swallowed from now on. */
    void abandonTo(Requester successor) {
        requester = successor;
    }

    /** It is the next to be answered. */
    void start(boolean inFailedTransaction) {
        aborted = inFailedTransaction;
    }

    @Nullable Step head() {
        return steps.peekFirst();
    }

    /** The head has been answered. */
    void advance() {
        steps.pollFirst();
    }

    boolean isVisible() {
        return !muted;
    }

    /** ROLLBACK was executed: the transaction, if any, is no longer a failed one. */
    void rolledBack() {
        aborted = false;
    }

    /**
     * The answer Howdah owes next, or null when it is PostgreSQL's turn. Removes it from the steps.
     */
    byte @Nullable [] nextOwnAnswer(byte[] abortedError) {
        while (steps.peekFirst() instanceof OwnAnswer own) {
            steps.pollFirst();
            if (muted) {
                own.discarded();
            } else if (aborted && own.failsWhenAborted()) {
                own.discarded();
                muted = true;
                return abortedError;
            } else {
                return own.frame();
            }
        }
        return null;
    }

    /**
     * PostgreSQL reported an error.
     *
     * @return what the client is to be shown instead, or null
     */
    byte @Nullable [] fail() {
        copyingIn = false;
        Step head = steps.peekFirst();
        if (head == Reply.QUERY || head == Reply.SYNC) {
            return null;
        }
        skipping = true;
        skipToSync();
        return head instanceof Refusal refusal ? refusal.frame() : null;
    }

    private void skipToSync() {
        List<Step> skipped = new ArrayList<>(steps.size());
        while (!steps.isEmpty() && steps.peekFirst() != Reply.SYNC) {
            skipped.add(steps.removeFirst());
        }
        for (Step step : skipped.reversed()) {
            step.discarded();
        }
        if (steps.isEmpty()) {
            closed = false;
        } else {
            skipping = false;
        }
    }

    /**
     * PostgreSQL has begun COPY FROM STDIN: Syncs sent since are void, up to the end of the data.
     *
     * @return whether the end of COPY was found among what has been sent already
     */
    boolean beginCopyIn() {
        Step head = steps.pollFirst();
        boolean ended = false;
        while (!ended && !steps.isEmpty()) {
            Step step = steps.removeFirst();
            if (step == Reply.SYNC) {
                closed = false;
            } else {
                ended = true;
                step.discarded();
            }
        }
        if (head != null) {
            steps.addFirst(head);
        }
        if (head == Reply.QUERY) {
            closed = true;
        }
        copyingIn = !ended;
        return ended;
    }

    /** Whether more requests of the client belong to it although it seemed to be complete. */
    boolean isReopened() {
        return !closed;
    }

    /** Takes over what was sent after the request that seemed to end it. */
    void absorb(Exchange next) {
        for (Step step : next.steps) {
            expect(step);
        }
        next.steps.clear();
    }

    /**
     * Whether nothing is owed any more and nothing can follow; drops marks of a COPY that never
     * was.
     */
    boolean isOver() {
        while (steps.peekFirst() == Reply.COPY_END) {
            steps.removeFirst();
        }
        return closed && steps.isEmpty();
    }

    /** Takes back everything that was assumed, because the backend is gone. */
    void discardAll() {
        for (Step step : new ArrayList<>(steps).reversed()) {
            step.discarded();
        }
        steps.clear();
    }

    boolean owesEviction() {
        return steps.peekFirst() instanceof Eviction;
    }

    @Nullable Preparation preparation() {
        return steps.peekFirst() instanceof Preparation preparation ? preparation : null;
    }
}
