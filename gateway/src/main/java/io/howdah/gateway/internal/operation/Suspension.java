package io.howdah.gateway.internal.operation;

import io.howdah.base.Clock;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.internal.client.ClientRegistry;
import io.howdah.gateway.internal.net.Loop;

import java.time.Duration;
import java.util.List;

/**
 * Stops everything that comes in: connections are not accepted, clients are not read. From any
 * thread but a loop.
 */
public final class Suspension {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(5);

    private final LoopSurvey survey;
    private final ClientRegistry clients;
    private final Clock clock;
    private final Doors doors;
    private volatile boolean active;

    /** Where clients come in. */
    public interface Doors {
        /** Opens or shuts them. */
        void admit(boolean on);
    }

    /** Nothing is suspended. */
    public Suspension(List<Loop> loops, ClientRegistry clients, Clock clock, Doors doors) {
        this.survey = new LoopSurvey(loops);
        this.clients = clients;
        this.clock = clock;
        this.doors = doors;
    }

    /** Whether it is suspended. */
    public boolean isActive() {
        return active;
    }

    /** Returns when what had come in is answered. */
    synchronized void begin() throws ControlRefused, InterruptedException {
        active = true;
        boolean settled = false;
        try {
            doors.admit(false);
            survey.ask(loop -> suspend(loop, true));
            settled = awaitSettled();
        } finally {
            if (!settled) {
                end();
            }
        }
        if (!settled) {
            throw new ControlRefused(
                    Failure.of(
                                    ErrorCode.QUERY_CANCELED,
                                    "statements did not end within "
                                            + LIMIT.toSeconds()
                                            + " s: not suspended")
                            .withHint("Look at SHOW CLIENTS, and PAUSE first."));
        }
    }

    private boolean awaitSettled() throws InterruptedException {
        long begin = clock.nanos();
        while (survey.ask(clients::isSettled).values().contains(false)) {
            if (clock.nanos() - begin > LIMIT.toNanos()) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    /** Lets everything in again. */
    synchronized void end() throws InterruptedException {
        active = false;
        survey.ask(loop -> suspend(loop, false));
        doors.admit(true);
    }

    private boolean suspend(Loop loop, boolean on) {
        clients.suspend(loop, on);
        return on;
    }
}
