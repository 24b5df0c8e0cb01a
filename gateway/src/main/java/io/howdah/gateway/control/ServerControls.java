package io.howdah.gateway.control;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;

import java.time.Duration;

/** Steers PostgreSQL servers that the process itself has started. From any thread but a loop. */
@FunctionalInterface
public interface ServerControls {
    /** Those of a process that has started none. */
    ServerControls NONE =
            (name, _) -> {
                throw new ControlRefused(
                        Failure.of(
                                        ErrorCode.FEATURE_NOT_SUPPORTED,
                                        "node \""
                                                + name
                                                + "\" cannot be changed: this Howdah has started no"
                                                + " servers")
                                .withHint("Only howdah up has servers of its own."));
            };

    /** What can be done to a server. */
    sealed interface ServerChange {
        /** It stops in good order, cutting off its clients. */
        record Stop() implements ServerChange {}

        /** It starts again. */
        record Start() implements ServerChange {}

        /** It crashes. */
        record Kill() implements ServerChange {}

        /**
         * It stays behind the primary from now on.
         *
         * @param time 0: it does not any more
         */
        record Delay(Duration time) implements ServerChange {}
    }

    /**
     * Does it; returns when it is done.
     *
     * @param name of the node
     * @throws ControlRefused when it is not
     */
    void change(String name, ServerChange change) throws ControlRefused, InterruptedException;
}
