package io.howdah.gateway.internal.catalog;

import io.howdah.base.Clock;
import io.howdah.base.error.Failure;
import io.howdah.catalog.Catalog;
import io.howdah.catalog.CatalogQueries;
import io.howdah.catalog.CatalogRows;
import io.howdah.gateway.config.CatalogSettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.Inquiry.Answer;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * One database's catalogue: asks for its fingerprint, and reads it again when that has changed.
 * Safe from any thread; one question is under way at a time.
 *
 * <p>What is published was true when its fingerprint was last asked for. A definition that is
 * committed by somebody else goes unseen for at most the refresh period and the time that reading
 * takes; one that passes through Howdah for the latter only.
 */
final class DatabaseCatalog {
    private static final System.Logger LOG = System.getLogger(DatabaseCatalog.class.getName());
    private static final int FINGERPRINT_BYTES = 64 * 1024;

    /** Between two questions, whatever the reason for the second. */
    private static final long PAUSE_NANOS = 200_000_000;

    /** The pause is longer where answers take long, but no longer than the refresh period. */
    private static final int PAUSE_FACTOR = 9;

    /** How long a database is remembered that has no clients. */
    private static final long KEEP_NANOS = 600_000_000_000L;

    private final String database;
    private final Context context;

    private volatile @Nullable Published published;
    private volatile boolean wanted = true;
    private boolean asking;
    private long epoch;
    private long nextNanos;
    private long notBeforeNanos;
    private boolean complained;
    private long askedNanos;
    private long tickedNanos;

    /** What all databases share. */
    record Context(
            CatalogSettings settings,
            Clock clock,
            Databases databases,
            Reading reading,
            GatewayMetrics metrics) {}

    /** Reading and making catalogues, one at a time in the whole process, off the event loops. */
    interface Reading {
        /** Whether it is the caller's turn now; if so, the caller has to end it. */
        boolean tryBegin();

        void end();

        void execute(Runnable task);
    }

    /**
     * A catalogue that was true when it was asked for.
     *
     * @param epoch how many schema changes had been seen then
     */
    private record Published(
            Catalog catalog, String fingerprint, long confirmedNanos, long epoch) {}

    /** When a question was asked, and how many schema changes had been seen by then. */
    private record Asked(long nanos, long epoch) {}

    DatabaseCatalog(String database, Context context) {
        this.database = database;
        this.context = context;
        this.nextNanos = context.clock().nanos();
        this.notBeforeNanos = nextNanos;
        this.askedNanos = nextNanos;
        this.tickedNanos = nextNanos;
    }

    /** Whether it had no clients for long. */
    synchronized boolean isForgotten() {
        return !asking && context.clock().nanos() - tickedNanos > KEEP_NANOS;
    }

    /** The catalogue; null if there is none that is fresh enough. */
    @Nullable Catalog current() {
        Published now = published;
        long maxAge = context.settings().maxAge().toNanos();
        return now != null && context.clock().nanos() - now.confirmedNanos() <= maxAge
                ? now.catalog()
                : null;
    }

    /** Whether it is known that nothing here binds a client to its backend. */
    boolean isHarmless(long schemaChanges) {
        Published now = published;
        return now != null && now.catalog().isHarmless() && now.epoch() == schemaChanges;
    }

    /** Whether it was read after the last schema change that was seen. */
    boolean isUpToDate(long schemaChanges) {
        Published now = published;
        return now != null && now.epoch() == schemaChanges;
    }

    /** Whether it is known as it was at {@code nanos} or later. */
    boolean isConfirmedSince(long nanos) {
        Published now = published;
        return now != null && now.confirmedNanos() - nanos > 0;
    }

    /** Whether it was read, however long ago. */
    boolean isKnown() {
        return published != null;
    }

    /** Something is not known that may exist by now: asks again soon. */
    void want() {
        wanted = true;
    }

    /**
     * Looks whether it is time to ask.
     *
     * @param schemaChanges how many were seen in this database so far
     */
    void tick(long schemaChanges) {
        long now = context.clock().nanos();
        synchronized (this) {
            tickedNanos = now;
            boolean due = wanted || schemaChanges != epoch || now - nextNanos >= 0;
            if (asking || !due || now - notBeforeNanos < 0) {
                return;
            }
            asking = true;
            askedNanos = now;
            wanted = false;
            epoch = schemaChanges;
            nextNanos = now + context.settings().refreshPeriod().toNanos();
        }
        context.databases()
                .ask(
                        database,
                        CatalogQueries.FINGERPRINT,
                        FINGERPRINT_BYTES,
                        answer -> fingerprinted(answer, new Asked(now, schemaChanges)));
    }

    private void fingerprinted(Answer answer, Asked since) {
        switch (answer) {
            case Answer.Failed(Failure failure) -> failed(failure.message());
            case Answer.Rows(List<List<@Nullable String>> rows) -> {
                if (rows.isEmpty()) {
                    failed("it answered nothing");
                } else {
                    compare(rows.getFirst(), since);
                }
            }
        }
    }

    private void compare(List<@Nullable String> row, Asked since) {
        String fingerprint = String.valueOf(row.get(0));
        Published known = published;
        if (known != null && known.fingerprint().equals(fingerprint)) {
            published = new Published(known.catalog(), fingerprint, since.nanos(), since.epoch());
            ended();
        } else if (Long.parseLong(String.valueOf(row.get(1))) > context.settings().maxObjects()) {
            published = null;
            failed("it has more than " + context.settings().maxObjects() + " objects");
        } else if (context.reading().tryBegin()) {
            read(fingerprint, since);
        } else {
            want(); // another database is being read
            ended();
        }
    }

    private void read(String fingerprint, Asked since) {
        context.databases()
                .ask(
                        database,
                        CatalogQueries.READ,
                        Math.toIntExact(context.settings().maxSize().bytes()),
                        answer -> arrived(answer, fingerprint, since));
    }

    private void arrived(Answer answer, String fingerprint, Asked since) {
        switch (answer) {
            case Answer.Failed(Failure failure) -> {
                context.reading().end();
                failed(failure.message());
            }
            case Answer.Rows(List<List<@Nullable String>> rows) ->
                    context.reading().execute(() -> publish(rows, fingerprint, since));
        }
    }

    private void publish(List<List<@Nullable String>> rows, String fingerprint, Asked since) {
        try {
            Catalog catalog =
                    Catalog.of(CatalogRows.of(rows), Set.copyOf(context.settings().harmless()));
            published = new Published(catalog, fingerprint, since.nanos(), since.epoch());
            complained = false;
            context.metrics().catalogsRead.increment();
            ended();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "catalogue of " + database, e);
            ended();
        } finally {
            context.reading().end();
        }
    }

    /** Says so once, until it works again; whatever was read before serves until it is too old. */
    private void failed(String reason) {
        context.metrics().catalogsFailed.increment();
        synchronized (this) {
            if (!complained) {
                complained = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "cannot read the catalogue of database \"{0}\", so its clients may be bound"
                                + " to backends: {1}",
                        database,
                        reason);
            }
        }
        ended();
    }

    private synchronized void ended() {
        long now = context.clock().nanos();
        long pause = Math.max(PAUSE_NANOS, PAUSE_FACTOR * (now - askedNanos));
        asking = false;
        notBeforeNanos = now + Math.min(pause, context.settings().refreshPeriod().toNanos());
    }
}
