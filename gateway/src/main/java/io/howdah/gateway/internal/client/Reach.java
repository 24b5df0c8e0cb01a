package io.howdah.gateway.internal.client;

import io.howdah.catalog.Catalog;
import io.howdah.catalog.CatalogVerdict;
import io.howdah.catalog.CatalogVerdict.Finding;
import io.howdah.catalog.Effect;
import io.howdah.catalog.SearchPath;
import io.howdah.gateway.internal.backend.SchemaEpoch;
import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.Shape.Judgement;
import io.howdah.gateway.internal.catalog.Catalogs;
import io.howdah.sql.Access;
import io.howdah.sql.SqlStatement;
import io.howdah.sql.SqlText;
import io.howdah.sql.TextProfile;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What one client's statements may do to its session by the functions, views, triggers and policies
 * that they reach, which no word of theirs tells. Confined to the client's loop.
 *
 * <p>Where a database holds nothing that could bind a client to its backend, as most do, this costs
 * a comparison. Elsewhere what was found is remembered by the statement's digest, for as long as
 * the catalogue it was made of.
 *
 * <p>A statement that names what the catalogue does not know yet, because it was just made or the
 * catalogue was not read yet, keeps the backend until the catalogue has been read as it is after
 * the statement's transaction.
 */
final class Reach {
    /** Statements that wait for the catalogue; with more the client simply keeps its backend. */
    private static final int MOST_WAITING = 100;

    private final Catalogs catalogs;
    private final String database;
    private final SchemaEpoch epoch;
    private final Pins pins;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean waitsForEnd;
    private long waitingSinceNanos;

    /** Statements of one text that name what is not known. */
    private record Waiting(@Nullable Shape shape, long epoch, List<SqlStatement> statements) {}

    Reach(Catalogs catalogs, String database, SchemaEpoch epoch, Pins pins) {
        this.catalogs = catalogs;
        this.database = database;
        this.epoch = epoch;
        this.pins = pins;
    }

    /** Whether texts have to be shown to {@link #note} at all. */
    boolean isConcerned() {
        return catalogs.isEnabled() && !catalogs.isHarmless(database, epoch.current());
    }

    /**
     * A text is about to be run.
     *
     * @param shape what is known of texts like it, or null
     */
    void note(
            @Nullable Shape shape,
            byte[] text,
            int length,
            TextProfile profile,
            boolean standardStrings) {
        if (profile.isEmpty() || isTransactionControl(profile)) {
            return;
        }
        Judgement judgement = judgement(shape, text, length, standardStrings);
        judgement.pins().forEach(this::pin);
        if (!judgement.complete() && !isWaiting(shape)) {
            await(shape, SqlText.parse(text, 0, length, standardStrings).statements());
        }
    }

    private static boolean isTransactionControl(TextProfile profile) {
        return switch (profile.only()) {
            case BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, ROLLBACK_TO, SHOW, SET -> true;
            default -> false;
        };
    }

    /**
     * Whether a text may run on a backend that serves others at the same time: one statement that
     * only reads, and answers the same in every session with the same settings.
     *
     * @param text asked for if texts of this shape have not been judged yet
     */
    boolean isShareable(Shape shape, Supplier<byte[]> text, int length, boolean standardStrings) {
        return catalogs.isUpToDate(database, epoch.current())
                && isShareableAsKnown(shape, text, length, standardStrings);
    }

    /** The same, as the catalogue was when it was read last, whatever has been defined since. */
    boolean isShareableAsKnown(
            Shape shape, Supplier<byte[]> text, int length, boolean standardStrings) {
        Judgement known = shape.judgement(catalogs.of(database));
        return (known == null ? judgement(shape, text.get(), length, standardStrings) : known)
                .shareable();
    }

    /** Whether such a text may, beyond that, share a transaction with others. */
    boolean isBatchable(Shape shape) {
        Judgement known = shape.judgement(catalogs.of(database));
        return known != null && known.batchable();
    }

    /** Whether a replica answers such a text as the primary does. */
    boolean isAnsweredAnywhere(Shape shape) {
        Judgement known = shape.judgement(catalogs.of(database));
        return known != null && known.answeredAnywhere();
    }

    private Judgement judgement(
            @Nullable Shape shape, byte[] text, int length, boolean standardStrings) {
        Catalog catalog = catalogs.of(database);
        Judgement known = shape == null ? null : shape.judgement(catalog);
        if (known == null) {
            known = judge(catalog, SqlText.parse(text, 0, length, standardStrings).statements());
            if (shape != null) {
                shape.judge(known);
            }
        }
        return known;
    }

    private Judgement judge(@Nullable Catalog catalog, List<SqlStatement> statements) {
        List<Finding> findings = new ArrayList<>();
        boolean complete = true;
        boolean shareable = statements.size() == 1;
        boolean batchable = true;
        boolean needsPrimary = false;
        for (SqlStatement statement : statements) {
            CatalogVerdict verdict = catalogs.verdict(database, statement, SearchPath.ANYWHERE);
            complete &= !verdict.namesUnknown() || !statement.isUnderstood();
            shareable &=
                    statement.access() == Access.READS
                            && verdict.isReadOnly()
                            && !verdict.readsSettings();
            batchable &= verdict.hasNoEffects();
            needsPrimary |= verdict.needsPrimary();
            findings.addAll(verdict.pins());
        }
        shareable &= complete;
        return new Judgement(
                catalog,
                complete ? findings : known(findings),
                shareable,
                shareable && batchable,
                shareable && !needsPrimary,
                complete);
    }

    private void await(@Nullable Shape shape, List<SqlStatement> statements) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(new Waiting(shape, epoch.current(), statements));
            waitsForEnd = true;
            pins.add(Pin.UNKNOWN_OBJECT);
        } else {
            pins.add(Pin.CODE);
        }
    }

    /** What is run again and again waits once, unless the schema has changed in between. */
    private boolean isWaiting(@Nullable Shape shape) {
        for (Waiting text : waiting) {
            if (shape != null && text.shape() == shape && text.epoch() == epoch.current()) {
                return true;
            }
        }
        return false;
    }

    private static List<Finding> known(List<Finding> findings) {
        return findings.stream().filter(finding -> finding.effect() != Effect.UNKNOWN).toList();
    }

    private void pin(Finding finding) {
        switch (finding.effect()) {
            case CREATES_TEMPORARY, DEFINES -> pins.add(Pin.TEMPORARY);
            case HOLDS_CURSOR -> pins.add(Pin.HELD_CURSOR);
            default -> pins.add(Pin.CODE);
        }
    }

    // ---- statements that wait

    /** The transaction in which such statements ran is over, at {@code nanos}. */
    void transactionEnded(long nanos) {
        if (waitsForEnd) {
            waitsForEnd = false;
            waitingSinceNanos = nanos;
            catalogs.refresh(database);
        }
    }

    /** Judges what has waited, if the catalogue is known; answers whether anything has. */
    boolean settle() {
        if (waiting.isEmpty()
                || waitsForEnd
                || !catalogs.isConfirmedSince(database, waitingSinceNanos)) {
            return false;
        }
        Catalog catalog = catalogs.of(database);
        for (Waiting text : waiting) {
            Judgement judged = judge(catalog, text.statements());
            // What is still unknown is gone, or was temporary, which is another reason.
            List<Finding> found = known(judged.pins());
            if (text.shape() != null) {
                text.shape()
                        .judge(
                                new Judgement(
                                        catalog,
                                        found,
                                        judged.shareable(),
                                        judged.batchable(),
                                        judged.answeredAnywhere(),
                                        true));
            }
            found.forEach(this::pin);
        }
        forget();
        return true;
    }

    /** The session is as new. */
    void forget() {
        waiting.clear();
        waitsForEnd = false;
        pins.remove(Pin.UNKNOWN_OBJECT);
    }
}
