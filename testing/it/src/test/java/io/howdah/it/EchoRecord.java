package io.howdah.it;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** What became of all requests of the {@link EchoClient}s of one test. Safe from any thread. */
final class EchoRecord {
    /** How a client may hear that its backend, or for a moment the whole server, is gone. */
    private static final Set<String> LOSSES = Set.of("57P01", "57P02", "57P03", "08006");

    private final AtomicBoolean running = new AtomicBoolean(true);
    private final LongAdder answers = new LongAdder();
    private final Map<String, LongAdder> losses = new ConcurrentHashMap<>();
    private final Queue<String> kept = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();

    /** Whether clients shall go on. */
    boolean isRunning() {
        return running.get();
    }

    void stop() {
        running.set(false);
    }

    /** A request had the answer it should have. */
    void answered() {
        answers.increment();
    }

    /** {@code mark} was committed, as far as the client has been told. */
    void kept(String mark) {
        kept.add(mark);
    }

    /** A request got an error: a loss that is to be expected, or something wrong. */
    void failure(String what, SQLException error) {
        boolean timedOut = error.getCause() instanceof SocketTimeoutException;
        if (LOSSES.contains(error.getSQLState()) && !timedOut) {
            losses.computeIfAbsent(error.getSQLState(), _ -> new LongAdder()).increment();
        } else {
            wrong(new AssertionError(what + ": " + error.getSQLState(), error));
        }
    }

    /** Something happened that must not; ends the test. */
    void wrong(Throwable problem) {
        wrong.add(problem);
        stop();
    }

    long answers() {
        return answers.sum();
    }

    Collection<String> kept() {
        return kept;
    }

    /** Throws what is wrong, if anything is. */
    void check() {
        AssertionError all = new AssertionError(wrong.size() + " problems; " + this);
        wrong.forEach(all::addSuppressed);
        if (!wrong.isEmpty()) {
            throw all;
        }
    }

    @Override
    public String toString() {
        return answers + " answers, losses by SQLSTATE " + new TreeMap<>(losses);
    }
}
