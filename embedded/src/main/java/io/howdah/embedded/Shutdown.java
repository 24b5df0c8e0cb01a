package io.howdah.embedded;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Stops a server: fast (SIGINT: clients are cut off, a checkpoint is written), then at once
 * (SIGQUIT: recovery at the next start), then by force. PostgreSQL's SIGTERM would wait for
 * clients.
 *
 * @see <a href="https://www.postgresql.org/docs/18/server-shutdown.html">Shutting down the
 *     server</a>
 */
record Shutdown(Site site) {
    private static final Duration FAST_LIMIT = Duration.ofSeconds(15);
    private static final Duration IMMEDIATE_LIMIT = Duration.ofSeconds(5);

    /** Returns when {@code server} is gone, after 25 s at most, interrupted or not. */
    void stop(ProcessHandle server) {
        boolean gone =
                !server.isAlive()
                        || (signal("INT", server) && await(server.onExit(), FAST_LIMIT))
                        || (signal("QUIT", server) && await(server.onExit(), IMMEDIATE_LIMIT));
        if (!gone) {
            server.destroyForcibly();
            await(server.onExit(), IMMEDIATE_LIMIT);
        }
    }

    /**
     * Has {@code server} crash: it and its children are gone at once, the parent first, which would
     * start new ones. They are no process group, for each child makes one of its own.
     */
    void crash(ProcessHandle server) {
        List<ProcessHandle> processes =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture<?>[] exits =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        await(CompletableFuture.allOf(exits), IMMEDIATE_LIMIT);
    }

    private boolean signal(String signal, ProcessHandle server) {
        List<String> arguments = List.of("kill", signal, Long.toString(server.pid()));
        boolean interrupted = Thread.interrupted();
        try {
            return site.command(site.binaries().pgCtl(), arguments).succeeds();
        } catch (ClusterException _) {
            return false; // the next, harsher way follows
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean await(Future<?> exit, Duration limit) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    exit.get(limit.toMillis(), TimeUnit.MILLISECONDS);
                    return true;
                } catch (TimeoutException _) {
                    return false;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                } catch (InterruptedException _) {
                    interrupted = true; // half-stopped servers would be worse than waiting
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
