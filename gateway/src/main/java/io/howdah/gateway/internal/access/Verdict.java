package io.howdah.gateway.internal.access;

/** What the rules say of an attempt. */
public sealed interface Verdict {
    /** This rule is for it. */
    record Matched(Rule rule) implements Verdict {}

    /** No rule is for it. */
    record Unmatched() implements Verdict {}

    /** Ask again with the user's roles. */
    record NeedsRoles() implements Verdict {}

    /** Ask again with the client's host name. */
    record NeedsHostName() implements Verdict {}
}
