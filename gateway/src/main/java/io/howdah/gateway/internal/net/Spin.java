package io.howdah.gateway.internal.net;

import io.howdah.base.Clock;
import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

import java.time.Duration;

/**
 * Has a loop ask again and again for what has arrived before it sleeps, for a short time after it
 * has had something to do: waking a thread up takes longer than many a statement. Confined to its
 * loop.
 *
 * <p>Between two questions the loop runs its tasks and timers as after every other iteration.
 */
final class Spin implements SelectStrategy {
    private final long limitNanos;
    private final Clock clock;
    private long busyNanos;
    private boolean slept;

    Spin(Duration limit, Clock clock) {
        this.limitNanos = limit.toNanos();
        this.clock = clock;
        this.busyNanos = clock.nanos();
    }

    @Override
    public int calculateStrategy(IntSupplier arrived, boolean hasTasks) throws Exception {
        int ready = arrived.get();
        long now = clock.nanos();
        if (ready > 0 || hasTasks || slept) {
            busyNanos = now;
            slept = false;
            return ready;
        }
        if (now - busyNanos < limitNanos) {
            Thread.onSpinWait();
            return 0;
        }
        slept = true;
        return SELECT;
    }
}
