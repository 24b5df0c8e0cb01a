package io.howdah.app;

import io.howdah.base.config.InvalidConfiguration;

import java.util.List;
import java.util.Optional;

/** One thing that Howdah's command line can do. */
interface Command {
    String name();

    /** One line that says what it does. */
    String summary();

    /** How it is called, after {@code howdah}; one line for each way. */
    List<String> synopsis();

    List<Option> options();

    /** What it takes without a name, if anything. */
    default Optional<Option> operand() {
        return Optional.empty();
    }

    /** What else is worth knowing, a line each. */
    default List<String> notes() {
        return List.of();
    }

    /**
     * Does it; returns when it is done.
     *
     * @throws Refusal when it fails in an expected way
     * @throws InterruptedException when a signal stopped it before it was ready
     */
    void run(Arguments arguments) throws Refusal, InvalidConfiguration, InterruptedException;
}
