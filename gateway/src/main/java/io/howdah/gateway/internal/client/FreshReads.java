package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Deadlines;
import io.howdah.gateway.internal.net.Loop;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads of one loop that wait for the first replica to be fresh enough. Confined to the loop, but
 * for {@link #sampled}.
 *
 * <p>Waiting is worth it where replicas are about to be. Where it has mostly been in vain, only now
 * and then one waits, to find out whether that has changed.
 */
final class FreshReads {
    /** What one that has waited in vain costs, as against what one gains that has not. */
    private static final int LOSS = 2;

    private static final int MOST_CREDIT = 32;
    private static final int TRIAL_EVERY = 64;

    private final Loop loop;
    private final Deadlines deadlines;
    private final Set<Wait> waits = new LinkedHashSet<>();
    private volatile boolean waited;
    private int credit = MOST_CREDIT;
    private int passed;

    FreshReads(Loop loop) {
        this.loop = loop;
        this.deadlines = new Deadlines(loop);
    }

    /** A read that waits. */
    interface Wait extends Deadlines.Deferred {
        /** A replica is somewhere else in the log: the read is to be looked at again. */
        void lookAgain();
    }

    /** Whether the next that no replica is fresh enough for is to wait. */
    boolean isWorthWaiting() {
        return credit > 0 || ++passed % TRIAL_EVERY == 0;
    }

    /** {@code wait} waits from now on. */
    void add(Wait wait) {
        waits.add(wait);
        waited = true;
        deadlines.add(wait);
    }

    /** {@code wait} does not wait any more. */
    void remove(Wait wait) {
        if (waits.remove(wait)) {
            deadlines.remove(wait);
            waited = !waits.isEmpty();
        }
    }

    /** One that has waited goes to a replica, or has done so in vain. */
    void ended(boolean inVain) {
        credit = Math.clamp(credit + (inVain ? -LOSS : 1), -MOST_CREDIT, MOST_CREDIT);
    }

    /** There is a new sample; from any thread. */
    void sampled() {
        if (waited) {
            loop.execute(this::lookAgain);
        }
    }

    private void lookAgain() {
        for (Wait wait : List.copyOf(waits)) {
            wait.lookAgain();
        }
    }
}
