package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.access.Attempt;
import io.howdah.gateway.internal.access.Facts;
import io.howdah.gateway.internal.access.Rule;
import io.howdah.gateway.internal.access.Verdict;
import io.howdah.gateway.internal.login.Answer;
import io.howdah.gateway.internal.login.Logins;
import io.howdah.gateway.internal.login.ReverseLookup;
import io.howdah.gateway.internal.net.Outbox;

import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Finds the rule for an attempt, and on the way what the rules depend on: the user's roles, the
 * client's host name. Each is asked for when a rule turns out to need it. Confined to the client's
 * loop.
 */
final class RuleSearch {
    private final Logins logins;
    private final Outbox outbox;
    private final Attempt attempt;
    private final BiConsumer<Failure, String> refused;
    private Facts facts = Facts.NONE;

    /** Who wants the rule. */
    interface Receiver {
        void found(Rule rule);
    }

    /**
     * @param refused told what to tell the client, and the reason, when there is no rule for it
     */
    RuleSearch(Logins logins, Outbox outbox, Attempt attempt, BiConsumer<Failure, String> refused) {
        this.logins = logins;
        this.outbox = outbox;
        this.attempt = attempt;
        this.refused = refused;
    }

    /** What is known by now. */
    Facts facts() {
        return facts;
    }

    /** Hands the rule to {@code receiver}, at once where nothing has to be asked. */
    void begin(Receiver receiver) {
        switch (logins.access().of(attempt, facts)) {
            case Verdict.Matched(Rule rule) -> receiver.found(rule);
            case Verdict.Unmatched() -> refused.accept(Refusals.unmatched(attempt), "no rule fits");
            case Verdict.NeedsRoles() -> learnRoles(() -> begin(receiver));
            case Verdict.NeedsHostName() -> learnHostName(() -> begin(receiver));
        }
    }

    private void learnHostName(Runnable then) {
        ReverseLookup.begin(
                Objects.requireNonNull(attempt.address()),
                outbox.loop(),
                name -> {
                    facts = facts.withHostName(name);
                    then.run();
                });
    }

    /** Asks for the user's roles. */
    void learnRoles(Runnable then) {
        logins.query()
                .orElseThrow()
                .roles(
                        attempt.user(),
                        outbox.loop(),
                        answer -> {
                            switch (answer) {
                                case Answer.Known(var roles) -> {
                                    facts = facts.withRoles(roles);
                                    then.run();
                                }
                                case Answer.Failed(var failure) ->
                                        refused.accept(failure, "its roles are not known");
                            }
                        });
    }
}
