package io.howdah.gateway.internal.backend;

import io.howdah.catalog.Catalog;
import io.howdah.catalog.CatalogVerdict.Finding;
import io.howdah.spi.balance.Balancer;
import io.howdah.sql.ParameterValues;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is known of the statements of one digest: what they have cost so far, and what the catalogue
 * says of them. Confined to the loop of its pool's part.
 */
public final class Shape {
    /** A table that is unlogged may be logged one day. */
    private static final long REFUSAL_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** After so many transactions in a row that moved, the next would as well. */
    private static final int MOST_LEFT = 3;

    private final Shapes all;
    private final long digest;
    private final Pace pace = new Pace();
    private final PlannedTexts planned = new PlannedTexts();
    private final Trial trial = new Trial();
    private long calls;
    private long nanos;
    private long rows;
    private @Nullable Judgement judgement;
    private Balancer.@Nullable Memory memory;
    private long primaryUntilNanos;
    private int left;
    private long leftNanos;

    /**
     * What a catalogue says.
     *
     * @param by the catalogue; null: there was none, which is no reason to look again
     * @param pins why a client that runs such a statement must keep its backend
     * @param shareable whether the answer is the same on any backend with the same settings, and
     *     nothing is left there
     * @param batchable whether, beyond that, it is the same whenever it is read, so that it may
     *     share a transaction with others' reads
     * @param answeredAnywhere whether, beyond being shareable, a replica answers as the primary
     *     does
     * @param complete false: it names what the catalogue does not know
     */
    public record Judgement(
            @Nullable Catalog by,
            List<Finding> pins,
            boolean shareable,
            boolean batchable,
            boolean answeredAnywhere,
            boolean complete) {
        public Judgement {
            pins = List.copyOf(pins);
        }
    }

    Shape(Shapes all, long digest) {
        this.all = all;
        this.digest = digest;
    }

    // ---- the nodes that answer them

    /** The digest. */
    public long digest() {
        return digest;
    }

    /** What {@code balancer} remembers of them. */
    public Balancer.Memory memory(Balancer balancer) {
        Balancer.Memory known = memory;
        if (known == null) {
            known = balancer.remember(digest);
            memory = known;
        }
        return known;
    }

    /** A replica could not answer one, which only the primary can, for all that is known. */
    public void refusedByReplica(long nowNanos) {
        primaryUntilNanos = nowNanos + REFUSAL_NANOS;
    }

    /** Whether replicas are not to be asked at the moment. */
    public boolean needsPrimary(long nowNanos) {
        return primaryUntilNanos != 0 && primaryUntilNanos - nowNanos > 0;
    }

    /**
     * A transaction that began with one on a replica had to leave that.
     *
     * @param seen whether its client has noticed
     */
    public void leftReplica(boolean seen, long nowNanos) {
        left = seen ? MOST_LEFT : Math.min(left + 1, MOST_LEFT);
        leftNanos = nowNanos;
    }

    /** A transaction that began with one on a replica has ended there. */
    public void endedOnReplica() {
        left = 0;
    }

    /** Whether transactions that begin with one are to stay on the primary at the moment. */
    public boolean keepsTransactions(long nowNanos) {
        if (left == MOST_LEFT && nowNanos - leftNanos > REFUSAL_NANOS) {
            left = 0;
        }
        return left == MOST_LEFT;
    }

    // ---- what they cost

    /** PostgreSQL has answered one. */
    void answered(long elapsedNanos, long moreRows) {
        calls++;
        nanos += elapsedNanos;
        rows += moreRows;
    }

    /** One has taken so long, by itself. */
    void observe(long elapsedNanos, long answerBytes, boolean wasPrepared, long nowNanos) {
        pace.observe(elapsedNanos, answerBytes, all.slowNanos(elapsedNanos), nowNanos);
        if (trial.observe(wasPrepared, elapsedNanos, nowNanos)) {
            all.takenBack();
        }
    }

    // ---- being prepared

    /** Whether the next is to be asked as a prepared statement, if it can be. */
    public boolean isPreparedNext(long nowNanos) {
        return trial.isPreparedNext(nowNanos);
    }

    /** PostgreSQL has refused one that was prepared, and is asked again as it came. */
    public void preparedRefused(long nowNanos) {
        trial.refused(nowNanos);
    }

    /** PostgreSQL says something when it reads one. */
    void heardWhenRead() {
        trial.stop();
    }

    /**
     * What makes a statement with parameters of {@code text[0, length)}; null: nothing does.
     *
     * @param values receives the values of its parameters
     */
    public @Nullable PlannedText planned(
            byte[] text, int length, boolean standardConformingStrings, ParameterValues values) {
        return planned.find(text, length, standardConformingStrings, values);
    }

    // ---- figures

    /** How long they take, and how much they answer. */
    public Pace pace() {
        return pace;
    }

    /** How many have been answered. */
    public long calls() {
        return calls;
    }

    long nanos() {
        return nanos;
    }

    long rows() {
        return rows;
    }

    /** What {@code current} says of them, if it was asked; null: it has to be. */
    public @Nullable Judgement judgement(@Nullable Catalog current) {
        Judgement known = judgement;
        return known != null && known.by == current ? known : null;
    }

    /** Remembers what a catalogue says. */
    public void judge(Judgement now) {
        judgement = now;
    }
}
