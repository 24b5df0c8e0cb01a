package io.howdah.gateway.internal.login;

import io.howdah.gateway.internal.net.Loop;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Answers to slow questions, each asked once at a time and remembered for a while. Safe from any
 * thread.
 *
 * <p>An answer that has grown old stays until there is a new one: where PostgreSQL cannot be asked,
 * it is better than none.
 */
final class Remembered<V> {
    private static final int LIMIT = 10_000;

    /** How often a doubted answer is asked for anew. */
    private static final Duration DOUBTABLE = Duration.ofSeconds(5);

    private final Source<V> source;
    private final long lifeNanos;
    private final Map<String, Slot<V>> entries =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Slot<V>> eldest) {
                    return size() > LIMIT && eldest.getValue().waiting.isEmpty();
                }
            };

    /** Who knows. */
    interface Source<V> {
        /** Answers on any thread, once. */
        void ask(Loop loop, String question, Consumer<Answer<V>> done);
    }

    /** Guarded by {@link #entries}. */
    private static final class Slot<V> {
        private final List<Consumer<Answer<V>>> waiting = new ArrayList<>();
        private Answer.@Nullable Known<V> known;
        private long sinceNanos;
        private boolean doubted;
    }

    /**
     * @param life how long an answer holds
     */
    Remembered(Source<V> source, Duration life) {
        this.source = source;
        this.lifeNanos = life.toNanos();
    }

    /** Hands the answer to {@code receiver} on {@code loop}, later. */
    void of(String question, Loop loop, Consumer<Answer<V>> receiver) {
        Answer<V> known;
        synchronized (entries) {
            Slot<V> entry = entries.computeIfAbsent(question, _ -> new Slot<>());
            known = fresh(entry, loop.nanos());
            if (known == null) {
                entry.waiting.add(answer -> loop.execute(() -> receiver.accept(answer)));
                if (entry.waiting.size() > 1) {
                    return;
                }
            }
        }
        if (known == null) {
            source.ask(loop, question, answer -> settle(question, answer, loop.nanos()));
        } else {
            Answer<V> found = known;
            loop.execute(() -> receiver.accept(found));
        }
    }

    private @Nullable Answer<V> fresh(Slot<V> entry, long now) {
        long age = now - entry.sinceNanos;
        boolean holds = age < lifeNanos && !(entry.doubted && age > DOUBTABLE.toNanos());
        return holds ? entry.known : null;
    }

    private void settle(String question, Answer<V> answer, long now) {
        List<Consumer<Answer<V>>> waiting;
        Answer<V> given = answer;
        synchronized (entries) {
            Slot<V> entry = entries.computeIfAbsent(question, _ -> new Slot<>());
            if (answer instanceof Answer.Known<V> known) {
                entry.known = known;
                entry.sinceNanos = now;
                entry.doubted = false;
            } else if (entry.known != null) {
                given = entry.known;
            }
            waiting = List.copyOf(entry.waiting);
            entry.waiting.clear();
            if (entry.known == null) {
                entries.remove(question);
            }
        }
        Answer<V> settled = given;
        waiting.forEach(receiver -> receiver.accept(settled));
    }

    /** The answer may be out of date: the next who asks gets a new one, unless this one is. */
    void doubt(String question) {
        synchronized (entries) {
            Slot<V> entry = entries.get(question);
            if (entry != null) {
                entry.doubted = true;
            }
        }
    }

    /** Forgets everything. */
    void forget() {
        synchronized (entries) {
            entries.values().removeIf(entry -> entry.waiting.isEmpty());
        }
    }
}
