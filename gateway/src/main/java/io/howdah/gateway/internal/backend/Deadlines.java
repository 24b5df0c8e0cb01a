package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.net.Loop;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What clients of one part of a pool have put off, and not for long. Confined to its loop.
 *
 * <p>All put off for equally long, so that who came first is due first and one timer serves them
 * all. When the delay is changed meanwhile, those who came before keep theirs.
 */
public final class Deadlines {
    private final Loop loop;
    private final Set<Deferred> deferred = new LinkedHashSet<>();
    private boolean watching;

    /** Something that was put off. */
    public interface Deferred {
        /** When it has to be done, see {@link io.howdah.base.Clock#nanos}. */
        long dueNanos();

        /** The time has come; it is not put off any more. */
        void due();
    }

    /** Nothing is put off on {@code loop} yet. */
    public Deadlines(Loop loop) {
        this.loop = loop;
    }

    /** {@code what} is put off. */
    public void add(Deferred what) {
        deferred.add(what);
        watch();
    }

    /** {@code what} has been done, or is not to be done. */
    public void remove(Deferred what) {
        deferred.remove(what);
    }

    private void watch() {
        if (!watching && !deferred.isEmpty()) {
            watching = true;
            long left = deferred.iterator().next().dueNanos() - loop.nanos();
            loop.executor().schedule(this::look, Math.max(left, 1), TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        watching = false;
        long now = loop.nanos();
        try {
            while (!deferred.isEmpty() && deferred.iterator().next().dueNanos() - now <= 0) {
                Deferred first = deferred.iterator().next();
                deferred.remove(first);
                first.due();
            }
        } finally {
            watch();
        }
    }
}
