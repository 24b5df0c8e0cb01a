package io.howdah.bench.nodes;

import io.howdah.base.Clock;

import java.time.Duration;
import java.time.Instant;

/** A clock that is put forward by hand, and an agenda that keeps up with it. */
final class ManualClock implements Clock {
    private final Agenda agenda;
    private long nanos;

    ManualClock() {
        agenda = new Agenda(this);
    }

    Agenda agenda() {
        return agenda;
    }

    /**
     * Goes on to {@code millis} after the beginning, stopping wherever there is something to do.
     */
    void to(double millis) {
        long end = (long) (millis * 1e6);
        while (agenda.next() <= end) {
            nanos = Math.max(nanos, agenda.next());
            agenda.run();
        }
        nanos = end;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plus(Duration.ofNanos(nanos));
    }
}
