package io.howdah.gateway.internal.listen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whoever waits until all that PostgreSQL has told before is known, see {@link ListenHub#fence}.
 * Confined to the hub's loop.
 *
 * <p>One question is under way at a time; who comes meanwhile shares the next one. Everybody passes
 * once, also when the wait was given up before the question was answered.
 */
final class Fences {
    private List<Runnable> waiting = new ArrayList<>();
    private List<Runnable> asked = new ArrayList<>();

    /** Lets {@code passed} run then. */
    void add(Runnable passed) {
        waiting.add(passed);
    }

    /**
     * Asks for those who wait, if nothing is asked yet.
     *
     * @param question asks PostgreSQL, and runs what it is given when that is answered
     */
    void ask(Consumer<Runnable> question) {
        if (asked.isEmpty() && !waiting.isEmpty()) {
            List<Runnable> batch = waiting;
            asked = batch;
            waiting = new ArrayList<>();
            question.accept(() -> pass(batch));
        }
    }

    /** Lets everybody pass: there is nothing to be heard. */
    void passAll() {
        pass(asked);
        pass(waiting);
    }

    private static void pass(List<Runnable> fences) {
        List<Runnable> passing = List.copyOf(fences);
        fences.clear();
        passing.forEach(Runnable::run);
    }
}
