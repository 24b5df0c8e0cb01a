package io.howdah.gateway.internal.client;

import io.howdah.catalog.CatalogVerdict;
import io.howdah.catalog.CatalogVerdict.Finding;
import io.howdah.catalog.Effect;
import io.howdah.catalog.SearchPath;
import io.howdah.gateway.internal.backend.SchemaEpoch;
import io.howdah.gateway.internal.catalog.Catalogs;
import io.howdah.sql.Digest;
import io.howdah.sql.Digester;
import io.howdah.sql.SqlStatement;
import io.howdah.sql.SqlText;
import io.howdah.sql.TextProfile;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What one client's statements may do to its session by the functions, views, triggers and policies
 * that they reach, which no word of theirs tells. Confined to the client's loop.
 *
 * <p>Where a database holds nothing that could bind a client to its backend, as most do, this costs
 * a comparison. Elsewhere a verdict is remembered by the statement's digest, for as long as the
 * catalogue it was made of.
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
    private final Verdicts verdicts;
    private final Pins pins;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean waitsForEnd;
    private long waitingSinceNanos;

    /** Statements of one text that name what is not known. */
    private record Waiting(@Nullable Digest digest, List<SqlStatement> statements) {}

    Reach(Catalogs catalogs, String database, SchemaEpoch epoch, Verdicts verdicts, Pins pins) {
        this.catalogs = catalogs;
        this.database = database;
        this.epoch = epoch;
        this.verdicts = verdicts;
        this.pins = pins;
    }

    /** Whether texts have to be shown to {@link #note} at all. */
    boolean isConcerned() {
        return catalogs.isEnabled() && !catalogs.isHarmless(database, epoch.current());
    }

    /** A text is about to be run. */
    void note(byte[] text, int offset, int length, TextProfile profile, boolean standardStrings) {
        if (profile.isEmpty() || isTransactionControl(profile)) {
            return;
        }
        verdicts.madeOf(catalogs.of(database));
        Digester digester = verdicts.digester();
        digester.read(text, offset, length, standardStrings);
        List<Finding> known = verdicts.find();
        if (known == null) {
            known = judge(SqlText.parse(text, offset, length, standardStrings).statements());
        }
        known.forEach(this::pin);
    }

    private static boolean isTransactionControl(TextProfile profile) {
        return switch (profile.only()) {
            case BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, ROLLBACK_TO, SHOW, SET -> true;
            default -> false;
        };
    }

    private List<Finding> judge(List<SqlStatement> statements) {
        List<Finding> findings = new ArrayList<>();
        boolean complete = true;
        for (SqlStatement statement : statements) {
            CatalogVerdict verdict = catalogs.verdict(database, statement, SearchPath.ANYWHERE);
            complete &= !verdict.namesUnknown() || !statement.isUnderstood();
            findings.addAll(verdict.pins());
        }
        Digester digester = verdicts.digester();
        Digest digest = digester.hasDigest() ? digester.digest() : null;
        if (complete) {
            verdicts.put(digest, findings);
            return findings;
        }
        if (waiting.size() < MOST_WAITING) {
            waiting.add(new Waiting(digest, statements));
            waitsForEnd = true;
            pins.add(Pin.UNKNOWN_OBJECT);
        } else {
            pins.add(Pin.CODE);
        }
        return known(findings);
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
        verdicts.madeOf(catalogs.of(database));
        for (Waiting text : waiting) {
            List<Finding> findings = new ArrayList<>();
            for (SqlStatement statement : text.statements()) {
                findings.addAll(catalogs.verdict(database, statement, SearchPath.ANYWHERE).pins());
            }
            // What is still unknown is gone, or was temporary, which is another reason.
            List<Finding> found = known(findings);
            verdicts.put(text.digest(), found);
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
