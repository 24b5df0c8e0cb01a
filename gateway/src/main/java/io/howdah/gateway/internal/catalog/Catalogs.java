package io.howdah.gateway.internal.catalog;

import io.howdah.base.Clock;
import io.howdah.catalog.Catalog;
import io.howdah.catalog.CatalogVerdict;
import io.howdah.catalog.SearchPath;
import io.howdah.gateway.config.CatalogSettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.sql.SqlStatement;
import io.howdah.sql.StatementKind;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The catalogues of the databases that have clients. Safe from any thread; a look-up is a volatile
 * read.
 *
 * <p>Bounded: a database without clients is forgotten after a while, one larger than agreed is not
 * read, and one is read at a time in the whole process.
 */
public final class Catalogs implements AutoCloseable {
    private final Map<String, DatabaseCatalog> catalogs = new ConcurrentHashMap<>();
    private final Databases databases;
    private final DatabaseCatalog.Context context;
    private final GatewayMetrics metrics;
    private final boolean enabled;
    private final Builder builder = new Builder();

    /** Nothing is asked until the first {@link #tick}. */
    public Catalogs(
            CatalogSettings settings, Clock clock, Databases databases, GatewayMetrics metrics) {
        this.databases = databases;
        this.enabled = !settings.refreshPeriod().isZero();
        this.context = new DatabaseCatalog.Context(settings, clock, databases, builder, metrics);
        this.metrics = metrics;
    }

    /**
     * What is known of a database now; null if nothing is. What was made of a catalogue holds as
     * long as the same one is answered.
     */
    public @Nullable Catalog of(String database) {
        DatabaseCatalog catalog = catalogs.get(database);
        return catalog == null ? null : catalog.current();
    }

    /**
     * What a statement may do by what it names; what its own words do is not part of it. Nothing is
     * kept: the caller does so for each statement that it remembers, along with {@link #of}.
     */
    public CatalogVerdict verdict(String database, SqlStatement statement, SearchPath path) {
        Catalog catalog = of(database);
        if (catalog == null || !statement.isUnderstood()) {
            return CatalogVerdict.UNKNOWN;
        }
        CatalogVerdict verdict =
                catalog.verdict(
                        statement.references(), path, statement.kind() == StatementKind.DDL);
        if (verdict.namesUnknown()) {
            refresh(database);
        }
        return verdict;
    }

    /**
     * Whether statements need no verdict: nothing that the database holds can bind a client to its
     * backend, nor has it changed since that was found out.
     *
     * @param schemaChanges how many were seen in this database so far
     */
    public boolean isHarmless(String database, long schemaChanges) {
        DatabaseCatalog catalog = catalogs.get(database);
        return catalog != null && catalog.isHarmless(schemaChanges);
    }

    /**
     * Whether a database's catalogue is known as it is, but for what others have done within the
     * refresh period.
     *
     * @param schemaChanges how many were seen in this database so far
     */
    public boolean isUpToDate(String database, long schemaChanges) {
        DatabaseCatalog catalog = catalogs.get(database);
        return catalog != null && catalog.isUpToDate(schemaChanges);
    }

    /** Whether a database's catalogue is known as it was at a time or later. */
    public boolean isConfirmedSince(String database, long nanos) {
        DatabaseCatalog catalog = catalogs.get(database);
        return catalog != null && catalog.isConfirmedSince(nanos);
    }

    /** Asks soon whether the catalogue has changed. */
    public void refresh(String database) {
        DatabaseCatalog catalog = catalogs.get(database);
        if (catalog != null) {
            catalog.want();
        }
    }

    /** Asks the databases that are due; called a few times a second. */
    public void tick() {
        if (!enabled) {
            return;
        }
        Map<String, Long> epochs = databases.epochs();
        catalogs.entrySet()
                .removeIf(
                        entry ->
                                !epochs.containsKey(entry.getKey())
                                        && entry.getValue().isForgotten());
        epochs.forEach(
                (database, epoch) ->
                        catalogs.computeIfAbsent(
                                        database, name -> new DatabaseCatalog(name, context))
                                .tick(epoch));
        metrics.catalogs.set(
                (int) catalogs.values().stream().filter(DatabaseCatalog::isKnown).count());
    }

    /** Whether catalogues are read at all. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Makes no more catalogues. */
    @Override
    public void close() {
        builder.executor.shutdownNow();
    }

    /** One thread that makes catalogues of rows, which takes too long for an event loop. */
    private static final class Builder implements DatabaseCatalog.Reading {
        private final AtomicBoolean busy = new AtomicBoolean();
        private final ExecutorService executor =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("howdah-catalog").daemon().factory());

        @Override
        public boolean tryBegin() {
            return busy.compareAndSet(false, true);
        }

        @Override
        public void end() {
            busy.set(false);
        }

        @Override
        public void execute(Runnable task) {
            executor.execute(task);
        }
    }
}
