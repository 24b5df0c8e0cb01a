package io.howdah.gateway.internal.login;

import io.howdah.base.Secret;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.wire.scram.ScramChallenge;
import io.howdah.wire.scram.ScramKeys;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Derives SCRAM keys from passwords on threads of its own, and remembers them: PBKDF2 costs
 * milliseconds, too much for an event loop. Safe from any thread.
 */
public final class KeyDerivation implements AutoCloseable {
    private static final int REMEMBERED = 1_000;

    private final ExecutorService executor =
            Executors.newFixedThreadPool(
                    Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                    task -> {
                        Thread thread = new Thread(task, "howdah-keys");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Map<Question, ScramKeys> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Question, ScramKeys> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private record Question(Secret password, ScramChallenge challenge) {}

    /** Hands the keys that answer {@code challenge} to {@code receiver} on {@code loop}, later. */
    public void keys(
            Secret password, ScramChallenge challenge, Loop loop, Consumer<ScramKeys> receiver) {
        Question question = new Question(password, challenge);
        ScramKeys remembered = remembered(question);
        if (remembered != null) {
            loop.execute(() -> receiver.accept(remembered));
            return;
        }
        executor.execute(
                () -> {
                    ScramKeys keys =
                            ScramKeys.derive(password, challenge.salt(), challenge.iterations());
                    synchronized (known) {
                        known.put(question, keys);
                    }
                    loop.execute(() -> receiver.accept(keys));
                });
    }

    private @Nullable ScramKeys remembered(Question question) {
        synchronized (known) {
            return known.get(question);
        }
    }

    /** Runs other slow cryptography; in the order of the calls, as threads become free. */
    void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
