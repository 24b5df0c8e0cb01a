package io.howdah.gateway.internal.backend;

import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Inquiry.Answer;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Outbox;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * A query of Howdah's own on whichever backend of a pool is free: it waits its turn like a client,
 * and gives the backend back as it was. Confined to the pool's loop.
 */
public final class PoolInquiry implements BackendConnector.Listener, Waiter, Requester {
    private final Pools pools;
    private final Pool pool;
    private final Loop loop;
    private final String sql;
    private final int limitBytes;
    private final Consumer<Answer> done;
    private final long waitingSinceNanos;
    private @Nullable Failure stuck;
    private boolean over;

    private PoolInquiry(
            Pools pools, Pool pool, Loop loop, String sql, int limitBytes, Consumer<Answer> done) {
        this.pools = pools;
        this.pool = pool;
        this.loop = loop;
        this.sql = sql;
        this.limitBytes = limitBytes;
        this.done = done;
        this.waitingSinceNanos = loop.nanos();
    }

    /**
     * Asks the primary; from any thread.
     *
     * @param loop where to begin; a pool of one loop is asked there
     * @param sql one or more statements that leave the session as it is
     * @param limitBytes how much of an answer is kept
     * @param done called once, on the pool's loop
     */
    public static void run(
            Pools pools,
            Loop loop,
            String database,
            String user,
            String sql,
            int limitBytes,
            Consumer<Answer> done) {
        make(pools, loop, database, user, sql, limitBytes, done, PoolInquiry::begin);
    }

    /**
     * As {@link #run}, but asks on a connection of its own when no backend is free: those who hold
     * them may do so until the answer is known.
     */
    public static void runAtOnce(
            Pools pools,
            Loop loop,
            String database,
            String user,
            String sql,
            int limitBytes,
            Consumer<Answer> done) {
        make(pools, loop, database, user, sql, limitBytes, done, PoolInquiry::beginAtOnce);
    }

    private static void make(
            Pools pools,
            Loop loop,
            String database,
            String user,
            String sql,
            int limitBytes,
            Consumer<Answer> done,
            Consumer<PoolInquiry> begin) {
        Pool pool = pools.open(database, user);
        Loop home = pool.home(loop);
        home.execute(() -> begin.accept(new PoolInquiry(pools, pool, home, sql, limitBytes, done)));
    }

    private void beginAtOnce() {
        Backend free = pool.on(loop).tryAcquire(this);
        if (free != null) {
            ask(free);
        } else {
            pool.on(loop).connectBeside("howdah catalogue", this);
        }
    }

    @Override
    public void connected(Backend own) {
        own.lend(this);
        Inquiry.run(
                own,
                sql,
                limitBytes,
                answer -> {
                    own.close();
                    end(answer);
                });
    }

    @Override
    public void refused(BackendConnector.ConnectFailure failure) {
        end(new Answer.Failed(failure.failure()));
    }

    private void begin() {
        Backend free = pool.on(loop).acquire(this, this);
        if (free != null) {
            ask(free);
        }
    }

    @Override
    public void granted(Backend backend) {
        backend.lend(this);
        ask(backend);
    }

    private void ask(Backend backend) {
        String plain = backend.session().settingsChange(SessionSettings.NONE);
        if (plain != null) {
            backend.session().settings(SessionSettings.NONE);
            Errand.run(
                    backend,
                    plain,
                    error -> {
                        if (error != null) {
                            backend.distrust();
                            stuck = error;
                        }
                    });
        }
        Inquiry.run(
                backend,
                sql,
                limitBytes,
                answer -> {
                    pool.on(loop).release(backend);
                    end(stuck == null ? answer : new Answer.Failed(stuck));
                });
    }

    private void end(Answer answer) {
        if (!over) {
            over = true;
            pools.close(pool);
            done.accept(answer);
        }
    }

    @Override
    public void refused(Failure failure) {
        end(new Answer.Failed(failure));
    }

    /** Whoever asks does so again, and is led to the present primary. */
    @Override
    public void redirected(Failure reason) {
        end(new Answer.Failed(reason));
    }

    @Override
    public void lost(BackendLoss loss) {
        end(new Answer.Failed(loss.failure()));
    }

    @Override
    public long waitingSinceNanos() {
        return waitingSinceNanos;
    }

    @Override
    public @Nullable Outbox outbox() {
        return null;
    }

    @Override
    public void ended(Exchange exchange) {}
}
