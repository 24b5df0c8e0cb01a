package io.howdah.gateway.internal.backend;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What operators may do to pools: PgBouncer's commands, each for any (database, user, node). Safe
 * from any thread; nothing here blocks. What is paused or disabled stays so for pools that do not
 * exist yet.
 *
 * @see <a href="https://www.pgbouncer.org/usage.html#process-controlling-commands">PgBouncer:
 *     process controlling commands</a>
 */
public final class PoolControl {
    private final Pools pools;
    private final Set<PoolFilter> paused = new LinkedHashSet<>();
    private final Set<PoolFilter> disabled = new LinkedHashSet<>();
    private final List<Pause> pending = new CopyOnWriteArrayList<>();
    private volatile Consumer<PoolFilter> clientEnder = filter -> {};

    private record Pause(PoolFilter filter, CompletableFuture<Void> done) {}

    PoolControl(Pools pools) {
        this.pools = pools;
    }

    /**
     * {@code ender} ends the clients of pools at once, for {@link #kill}. Pools do not know their
     * clients.
     */
    public void endClientsBy(Consumer<PoolFilter> ender) {
        clientEnder = ender;
    }

    // ---- PAUSE and RESUME

    /**
     * Lends no more backends: clients wait as long as it takes, and that does not count towards
     * query-wait-timeout. Backends are closed when they are idle or come back.
     *
     * @return completes when no backend is open any more; cancelled by {@link #resume}
     */
    public CompletionStage<Void> pause(PoolFilter filter) {
        synchronized (this) {
            paused.add(filter);
            pausePools();
        }
        CompletableFuture<Void> done =
                CompletableFuture.allOf(
                        pools.all(filter).stream()
                                .map(Pool::empty)
                                .toArray(CompletableFuture[]::new));
        Pause pause = new Pause(filter, done);
        pending.add(pause);
        done.whenComplete((nothing, failure) -> pending.remove(pause));
        return done;
    }

    /**
     * Ends every pause that was asked for these pools or for some of them.
     *
     * @return whether there was one
     */
    public boolean resume(PoolFilter filter) {
        boolean some;
        synchronized (this) {
            some = paused.removeIf(filter::covers);
            pausePools();
        }
        pending.stream()
                .filter(pause -> filter.covers(pause.filter))
                .forEach(pause -> pause.done.cancel(false));
        return some;
    }

    private void pausePools() {
        pools.all().forEach(this::settle);
    }

    /** Pauses {@code pool}, which may be new, if it is to be. */
    synchronized void settle(Pool pool) {
        pool.pause(isPaused(pool.key()));
    }

    /** Whether the pool with this key lends no backends. */
    public synchronized boolean isPaused(PoolKey key) {
        return matches(paused, key);
    }

    /** What {@link #pause} was asked for and still holds. */
    public synchronized List<PoolFilter> paused() {
        return List.copyOf(paused);
    }

    // ---- DISABLE and ENABLE

    /** Refuses new clients; those that are there stay. */
    public synchronized void disable(PoolFilter filter) {
        disabled.add(filter);
    }

    /**
     * Takes back every {@link #disable} that was asked for these pools or for some of them.
     *
     * @return whether there was one
     */
    public synchronized boolean enable(PoolFilter filter) {
        return disabled.removeIf(filter::covers);
    }

    /** What {@link #disable} was asked for and still holds. */
    public synchronized List<PoolFilter> disabled() {
        return List.copyOf(disabled);
    }

    /** Why a new client of the pool with this key is refused, if it is; in PgBouncer's words. */
    public synchronized Optional<Failure> refusal(PoolKey key) {
        return matches(disabled, key)
                ? Optional.of(
                        Failure.of(
                                        ErrorCode.CANNOT_CONNECT_NOW,
                                        "database \"" + key.database() + "\" is disabled")
                                .withHint("An operator has disabled it; ENABLE takes that back."))
                : Optional.empty();
    }

    private static boolean matches(Set<PoolFilter> filters, PoolKey key) {
        return filters.stream().anyMatch(filter -> filter.matches(key));
    }

    // ---- RECONNECT, WAIT_CLOSE and KILL

    /** Closes each backend when it is idle or comes back; new ones replace them when needed. */
    public void reconnect(PoolFilter filter) {
        pools.recycle(filter);
    }

    /** Completes when all backends are gone that had to be replaced when this was asked. */
    public CompletionStage<Void> waitClose(PoolFilter filter) {
        return CompletableFuture.allOf(
                pools.all(filter).stream().map(Pool::upToDate).toArray(CompletableFuture[]::new));
    }

    /** Ends clients and backends at once, whatever they are doing; then paused. */
    public void kill(PoolFilter filter) {
        synchronized (this) {
            paused.add(filter);
            pausePools();
        }
        clientEnder.accept(filter);
        pools.all(filter).forEach(Pool::kill);
    }
}
