package io.howdah.gateway.internal.access;

import io.howdah.base.config.Problem;
import io.howdah.gateway.control.AccessRule;

import java.util.ArrayList;
import java.util.List;

/** The rules in force, in the order in which they are tried: the first that fits counts. */
final class Rules {
    private final List<Rule> rules;

    Rules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Reads all lines; whatever is wrong is added to {@code problems}. */
    static Rules parse(List<TokenLine> lines, List<Problem> problems) {
        List<Rule> rules = new ArrayList<>();
        for (TokenLine line : lines) {
            try {
                rules.add(RuleParser.parse(line));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(line.position(), "", String.valueOf(e.getMessage())));
            }
        }
        return new Rules(rules);
    }

    Verdict of(Attempt attempt, Facts facts) {
        for (Rule rule : rules) {
            switch (rule.fits(attempt, facts)) {
                case YES -> {
                    return new Verdict.Matched(rule);
                }
                case NEEDS_ROLES -> {
                    return new Verdict.NeedsRoles();
                }
                case NEEDS_HOST_NAME -> {
                    return new Verdict.NeedsHostName();
                }
                case NO -> {}
            }
        }
        return new Verdict.Unmatched();
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    List<Rule> all() {
        return rules;
    }

    List<AccessRule> rows() {
        List<AccessRule> rows = new ArrayList<>();
        for (Rule rule : rules) {
            rows.add(rule.row(rows.size() + 1));
        }
        return rows;
    }
}
