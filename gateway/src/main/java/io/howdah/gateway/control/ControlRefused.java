package io.howdah.gateway.control;

import io.howdah.base.error.Failure;

/** A control that was not carried out, or a session that was not opened; the failure says why. */
public final class ControlRefused extends Exception {
    private final transient Failure failure;

    /** Because of {@code failure}. */
    public ControlRefused(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    /** What an operator is told. */
    public Failure failure() {
        return failure;
    }
}
