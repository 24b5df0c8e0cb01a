package io.howdah.bench.server;

/**
 * A Howdah that runs until it is closed, or until its workshop is.
 *
 * @param stop ends it
 */
public record Running(Target target, Runnable stop) implements AutoCloseable {
    @Override
    public void close() {
        stop.run();
    }
}
