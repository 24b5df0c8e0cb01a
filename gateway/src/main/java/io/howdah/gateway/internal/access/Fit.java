package io.howdah.gateway.internal.access;

/** Whether a rule, or a part of it, is for an attempt. */
enum Fit {
    YES,
    NO,
    /** It depends on what roles the user has. */
    NEEDS_ROLES,
    /** It depends on the client's host name. */
    NEEDS_HOST_NAME;

    static Fit of(boolean fits) {
        return fits ? YES : NO;
    }

    /** Whether both are: one NO settles it, whatever is not known yet. */
    Fit and(Fit other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES ? other : this;
    }

    /** Whether one of both is: one YES settles it. */
    Fit or(Fit other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == NO ? other : this;
    }
}
