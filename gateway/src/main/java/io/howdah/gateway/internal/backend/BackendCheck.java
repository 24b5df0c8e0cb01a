package io.howdah.gateway.internal.backend;

import io.howdah.base.error.Failure;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/**
 * Asks a backend that has been idle for long whether it is still there: a firewall may have
 * forgotten its connection. Confined to its loop.
 */
final class BackendCheck extends Nobody {
    private final LoopPool pool;
    private final Backend backend;
    private @Nullable Future<?> deadline;

    private BackendCheck(LoopPool pool, Backend backend) {
        this.pool = pool;
        this.backend = backend;
    }

    /**
     * Sends {@code query}; the pool gets the backend back when it has been answered without an
     * error within {@code limitNanos}, else the backend is closed.
     */
    static void run(LoopPool pool, Backend backend, String query, long limitNanos) {
        BackendCheck check = new BackendCheck(pool, backend);
        backend.life().use(BackendLife.Use.CHECKED);
        backend.lend(check);
        check.deadline =
                pool.loop().executor().schedule(backend::drop, limitNanos, TimeUnit.NANOSECONDS);
        Errand.run(backend, query, check::answered);
    }

    private void answered(@Nullable Failure error) {
        stopClock();
        pool.checked(backend, error == null);
    }

    @Override
    public void lost(BackendLoss loss) {
        stopClock();
    }

    private void stopClock() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
