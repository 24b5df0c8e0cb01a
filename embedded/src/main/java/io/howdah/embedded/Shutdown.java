package io.howdah.embedded;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
                        || (signal("INT", server) && await(server, FAST_LIMIT))
                        || (signal("QUIT", server) && await(server, IMMEDIATE_LIMIT));
        if (!gone) {
            server.destroyForcibly();
            await(server, IMMEDIATE_LIMIT);
        }
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

    private static boolean await(ProcessHandle server, Duration limit) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    server.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
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
