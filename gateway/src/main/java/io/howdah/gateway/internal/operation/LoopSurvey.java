package io.howdah.gateway.internal.operation;

import io.howdah.gateway.internal.net.Loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Asks every loop the same on its own thread. From any thread but a loop. */
final class LoopSurvey {
    /** A loop that is busy for longer is left out. */
    private static final long LIMIT_MILLIS = 2_000;

    private final List<Loop> loops;

    LoopSurvey(List<Loop> loops) {
        this.loops = loops;
    }

    /**
     * What the loops answered.
     *
     * @param silent how many did not in time
     */
    record Answers<T>(List<T> values, int silent) {}

    <T> Answers<T> ask(Function<Loop, T> question) throws InterruptedException {
        List<CompletableFuture<T>> asked = begin(question);
        List<T> values = new ArrayList<>();
        for (CompletableFuture<T> answer : asked) {
            try {
                values.add(answer.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                answer.cancel(false);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return new Answers<>(values, asked.size() - values.size());
    }

    /** Asks without waiting; from any thread. */
    <T> List<CompletableFuture<T>> begin(Function<Loop, T> question) {
        List<CompletableFuture<T>> asked = new ArrayList<>();
        for (Loop loop : loops) {
            asked.add(CompletableFuture.supplyAsync(() -> question.apply(loop), loop::execute));
        }
        return asked;
    }
}
