package io.howdah.base.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class InvalidConfiguration extends Exception {
    private final transient List<Problem> problems;

    /** At least one problem, in any order. */
    public InvalidConfiguration(List<Problem> problems) {
        this.problems = problems.stream().sorted(Comparator.comparing(Problem::position)).toList();
    }

    /** In the order of their positions. */
    public List<Problem> problems() {
        return problems;
    }

    /** A line for each problem. */
    @Override
    public String getMessage() {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
