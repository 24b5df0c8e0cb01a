package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.backend.Step.Note;
import io.howdah.gateway.internal.backend.Step.OwnAnswer;
import io.howdah.gateway.internal.backend.Step.Refusal;
import io.howdah.gateway.internal.backend.Step.Reply;
import io.howdah.gateway.internal.backend.Step.Unseen;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One request cycle of a client with the answers it is owed: a simple query, a function call, or
 * extended-query messages up to their Sync. Confined to the loop of its backend.
 *
 * <p>A backend answers its exchanges one after the other, and within one the steps in the order of
 * the requests. One thing bends that order, by PostgreSQL's own rule: after an error in an extended
 * query it skips to the next Sync. When what it skips includes the request that seemed to end the
 * exchange, the exchange is <em>reopened</em>: what followed it becomes part of it.
 *
 * <p>During COPY FROM STDIN PostgreSQL ignores Sync and Flush, and nobody can tell afterwards which
 * ones. So nothing is sent after a statement that may begin COPY before it is known whether it did:
 * see {@link Mark#DECISIVE}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html">protocol: message
 *     flow</a>
 */
public final class Exchange {
    private static final Set<Mark> UNMARKED = Set.of();

    /** What its requests do to those that come after. */
    public enum Mark {
        /** It may change what prepared statements mean: DDL. */
        DEFINES,
        /** It runs RESET ALL. */
        RESETS_ALL,
        /** It runs RESET of settings that the client had asked for at its start. */
        RESETS,
        /** It drops a prepared statement by SQL. */
        DEALLOCATES,
        /** What may follow depends on its outcome, so nothing is sent until that is known. */
        DECISIVE
    }

    private final ArrayDeque<Step> steps = new ArrayDeque<>(8);
    private Requester requester;
    private long startedNanos;
    private Set<Mark> marks = UNMARKED;
    private boolean closed;
    private boolean skipping;
    private boolean copyingIn;
    private boolean startedInFailure = true;
    private boolean muted;
    private boolean beginRefused;
    private boolean lacksSync;
    private @Nullable Shape shape;
    private long rows;
    private long answerBytes;
    private boolean begun;
    private boolean prepared;
    private int batch;

    Exchange(Requester requester, long startedNanos) {
        this.requester = requester;
        this.startedNanos = startedNanos;
    }

    /** Whom it is for. */
    public Requester requester() {
        return requester;
    }

    /** When it became the one to be answered, see {@link io.howdah.base.Clock#nanos}. */
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

    /** Whether PostgreSQL ignores everything up to the next Sync, because of an error. */
    public boolean isSkipping() {
        return skipping;
    }

    /** Its answers are not passed on from now on: it is tried again. */
    void mute() {
        muted = true;
    }

    /** Whether it is swallowed from now on, because it is tried again. */
    public boolean isMuted() {
        return muted;
    }

    /** Whether PostgreSQL has refused the BEGIN that its client has been answered already. */
    public boolean isBeginRefused() {
        return beginRefused;
    }

    /**
     * Whether PostgreSQL skips everything up to a Sync that the client, with its simple query, will
     * not send.
     */
    boolean lacksSync() {
        return lacksSync;
    }

    /** Its cost is counted for this statement, or for the one before if there are several. */
    public void countFor(@Nullable Shape statement) {
        if (shape == null) {
            shape = statement;
        }
    }

    /** Its statement is not parsed as it came, but is prepared on the backend. */
    public void notePrepared() {
        prepared = true;
    }

    /** Whether it is prepared, which its client did not ask. */
    public boolean isPrepared() {
        return prepared;
    }

    /** PostgreSQL says something beside its answer. */
    void noticed() {
        if (prepared && shape != null) {
            shape.heardWhenRead();
        }
    }

    /** It has no Sync of its own, but one with all of the same {@code number}. */
    void joinBatch(int number) {
        batch = number;
    }

    /** Whether its Sync is one with others'. */
    public boolean isBatched() {
        return batch != 0;
    }

    int batch() {
        return batch;
    }

    boolean isCounted() {
        return shape != null;
    }

    void addRows(long more) {
        rows += more;
    }

    /** What statements like it are known to do; null: nothing. */
    @Nullable Shape shape() {
        return shape;
    }

    void passed(int bytes) {
        begun = true;
        answerBytes += bytes;
    }

    /** Something of its answer is on its way to whom it is for. */
    void begin() {
        begun = true;
    }

    /** Whether anything of its answer has been passed on, so that it cannot be asked again. */
    public boolean hasBegun() {
        return begun;
    }

    /** It has taken PostgreSQL so long to answer what has been answered. */
    public void observe(long elapsedNanos, long nowNanos) {
        if (shape != null) {
            shape.observe(elapsedNanos, answerBytes, prepared, nowNanos);
        }
    }

    /** How much of its answer has been passed on, in bytes. */
    long answerBytes() {
        return answerBytes;
    }

    /** It has been answered in full. */
    public void count(long nowNanos) {
        if (shape != null) {
            shape.answered(nowNanos - startedNanos, rows);
        }
    }

    /** How many answers are owed. */
    public int owed() {
        return steps.size();
    }

    /** Whether it must be answered as far as it goes before anything else is sent. */
    public boolean isUndecided() {
        return marks.contains(Mark.DECISIVE) && !copyingIn;
    }

    /** Notes what its requests do to those that come after. */
    public void mark(Mark mark) {
        if (marks == UNMARKED) {
            marks = EnumSet.of(mark);
        } else {
            marks.add(mark);
        }
    }

    /** Whether it has been given {@code mark}. */
    public boolean has(Mark mark) {
        return marks.contains(mark);
    }

    private void unmark(Mark mark) {
        if (marks != UNMARKED) {
            marks.remove(mark);
        }
    }

    /** Notes that a request was sent, and what it will be answered with. */
    void expect(Step step) {
        if (skipping && step != Reply.SYNC) {
            step.discarded();
            return;
        }
        if (step == Reply.SYNC) {
            skipping = false;
            lacksSync = false;
        }
        steps.addLast(step);
        closed = step == Reply.QUERY || isEnd(step);
    }

    private static boolean isEnd(@Nullable Step step) {
        return step == Reply.SYNC || (step instanceof OwnAnswer own && own.last());
    }

    /** Nobody is interested any more; the answers are swallowed from now on. */
    void abandonTo(Requester successor) {
        requester = successor;
    }

    /** It is the next to be answered. */
    void start(boolean inFailedTransaction, long nowNanos) {
        startedInFailure = inFailedTransaction;
        startedNanos = nowNanos;
    }

    /**
     * Whether it began in a failed transaction, or may do so, which nobody knows before its turn.
     */
    boolean mayBeInFailedTransaction() {
        return startedInFailure;
    }

    @Nullable Step head() {
        while (steps.peekFirst() instanceof Note) {
            steps.removeFirst();
        }
        return steps.peekFirst();
    }

    /** The first request that PostgreSQL owes an answer to; null if there is none. */
    @Nullable Step asked() {
        for (Step step : steps) {
            if (!(step instanceof Note) && !(step instanceof OwnAnswer)) {
                return step;
            }
        }
        return null;
    }

    /** The head has been answered. */
    void advance() {
        steps.pollFirst();
        if (steps.isEmpty()) {
            unmark(Mark.DECISIVE);
        }
    }

    /**
     * The answer Howdah owes next, or null when it is PostgreSQL's turn. Removes it from the steps.
     */
    byte @Nullable [] nextOwnAnswer() {
        if (head() instanceof OwnAnswer own) {
            begun = true;
            advance();
            return own.frame();
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
        unmark(Mark.RESETS_ALL);
        unmark(Mark.RESETS);
        unmark(Mark.DEALLOCATES);
        Step head = head();
        if (head == Reply.QUERY || head == Reply.SYNC) {
            return null;
        }
        skipping = true;
        skipToSync();
        return head instanceof Refusal refusal ? refusal.frame() : null;
    }

    private void skipToSync() {
        Step failed = isEnd(steps.peekFirst()) ? null : steps.pollFirst();
        List<Step> skipped = new ArrayList<>(steps.size());
        while (!steps.isEmpty() && !isEnd(steps.peekFirst())) {
            skipped.add(steps.removeFirst());
        }
        beginRefused |= failed instanceof Unseen;
        lacksSync = beginRefused && skipped.contains(Reply.QUERY);
        for (Step step : skipped.reversed()) {
            step.discarded();
        }
        if (failed != null) {
            failed.failed();
        }
        if (steps.isEmpty()) {
            closed = false;
            unmark(Mark.DECISIVE);
        } else {
            skipping = false;
        }
    }

    /** PostgreSQL has begun COPY FROM STDIN. */
    void beginCopyIn() {
        copyingIn = true;
    }

    /** The client has sent CopyDone or CopyFail. */
    public void endCopy() {
        copyingIn = false;
    }

    /** Whether more requests of the client belong to it although it seemed to be complete. */
    boolean isReopened() {
        return !closed;
    }

    /** Takes over what was sent after the request that seemed to end it, and skips it. */
    void absorb(Exchange next) {
        boolean toSync = next.steps.peekLast() == Reply.SYNC;
        if (toSync) {
            next.steps.removeLast();
        }
        next.discardAll();
        if (toSync) {
            expect(Reply.SYNC);
        }
        next.marks.forEach(this::mark);
        if (steps.isEmpty()) {
            unmark(Mark.DECISIVE);
        }
    }

    /** Whether nothing is owed any more and nothing can follow. */
    boolean isOver() {
        return closed && steps.isEmpty();
    }

    /** Takes back everything that was assumed, because the backend is gone. */
    void discardAll() {
        for (Step step : new ArrayList<>(steps).reversed()) {
            step.discarded();
        }
        steps.clear();
    }
}
