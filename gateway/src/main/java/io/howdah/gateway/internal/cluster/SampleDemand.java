package io.howdah.gateway.internal.cluster;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How recent a sample of one node is wanted, and the one there is. Safe from any thread: many ask,
 * one prober serves.
 *
 * <p>Whoever wants one first raises {@link #wantedNanos}, then looks whether the prober is awake;
 * the prober first says that it is not, then looks whether more is wanted. So one of them sees the
 * other, and nobody waits for a sample that nobody asks for.
 */
public final class SampleDemand {
    private final AtomicLong wantedNanos = new AtomicLong();
    private final AtomicBoolean served = new AtomicBoolean();
    private volatile @Nullable LsnSample sample;
    private final SampleTrail trail = new SampleTrail();
    private volatile @Nullable Runnable prober;
    private final AtomicInteger connection = new AtomicInteger();

    /** The newest; null: there is no connection to ask on. */
    public @Nullable LsnSample sample() {
        return sample;
    }

    /** The first of the last ones that was requested after {@code nanos}; null: none was. */
    public @Nullable LsnSample firstAfter(long nanos) {
        return trail.firstAfter(nanos);
    }

    /** Changes with the connection that samples come on, before the first comes on the next. */
    public int connection() {
        return connection.get();
    }

    /** A sample requested after {@code nanos} is wanted now. */
    public void want(long nanos) {
        long wanted = wantedNanos.get();
        while (wanted - nanos < 0 && !wantedNanos.weakCompareAndSetVolatile(wanted, nanos)) {
            wanted = wantedNanos.get();
        }
        wake();
    }

    private void wake() {
        Runnable wakened = prober;
        if (wakened != null && !served.get() && served.compareAndSet(false, true)) {
            wakened.run();
        }
    }

    // ---- the prober's side

    /**
     * There is a connection to ask on; what was wanted before {@code now} is asked for by the first
     * sample on it.
     *
     * @param wakened run on the thread of whoever wants, once until {@link #rest}
     */
    public void servedBy(Runnable wakened, long now) {
        wantedNanos.set(now);
        served.set(true);
        prober = wakened;
    }

    /** The connection is gone, and what was asked on it proves nothing any more. */
    public void unserved() {
        prober = null;
        sample = null;
        trail.clear();
        connection.incrementAndGet();
    }

    /** After which moment a sample is wanted. */
    public long wantedNanos() {
        return wantedNanos.get();
    }

    /**
     * The prober has nothing to ask: what is wanted was before {@code servedNanos}. It is woken
     * from now on.
     */
    public void rest(long servedNanos) {
        served.set(false);
        if (wantedNanos.get() - servedNanos >= 0) {
            wake();
        }
    }

    /** This is the newest. */
    public void publish(LsnSample newest) {
        trail.note(newest);
        sample = newest;
    }
}
