package io.howdah.it;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that read all the while, and note what went wrong. */
final class Readers implements AutoCloseable {
    private static final int CLIENTS = 4;

    /** Answers that show that all goes on. */
    private static final int ENOUGH = 200;

    private final AtomicInteger answers = new AtomicInteger();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean ended;

    private Readers() {}

    /**
     * Clients of {@code endpoint}, half of which use simple queries; they read {@code read_often}.
     */
    static Readers start(Endpoint endpoint) {
        Readers readers = new Readers();
        for (int i = 0; i < CLIENTS; i++) {
            String mode = i % 2 == 0 ? "extended" : "simple";
            readers.threads.execute(() -> readers.read(endpoint, mode));
        }
        return readers;
    }

    private void read(Endpoint endpoint, String mode) {
        try (Connection connection = endpoint.connect("preferQueryMode", mode)) {
            while (!ended) {
                String answer = Sql.value(connection, "SELECT answer FROM read_often");
                if (!answer.equals("42")) {
                    errors.add(mode + ": answered " + answer);
                }
                answers.incrementAndGet();
            }
        } catch (SQLException e) {
            errors.add(mode + ": " + e.getSQLState() + " " + e.getMessage());
        }
    }

    /** Waits until they have been answered for a good while from now on. */
    void awaitMore() throws Exception {
        int before = answers.get();
        Await.until(() -> "more answers: " + this, () -> answers.get() - before >= ENOUGH);
    }

    /** What went wrong so far. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public String toString() {
        return answers + " " + errors;
    }

    @Override
    public void close() {
        ended = true;
        threads.close();
    }
}
