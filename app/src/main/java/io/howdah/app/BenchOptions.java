package io.howdah.app;

import io.howdah.bench.Plan;
import io.howdah.bench.Plan.Part;
import io.howdah.bench.matrix.Cell;
import io.howdah.bench.matrix.Pace;
import io.howdah.bench.report.Owed;
import io.howdah.bench.server.Field;
import io.howdah.bench.server.Variant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what somebody wants to have measured. */
record BenchOptions(Arguments arguments) {
    /** The operand. */
    static final String PART = "PART";

    /** What is measured unless somebody says otherwise. */
    static final String TARGETS = "direct,pgbouncer,haproxy,pgpool,howdah";

    private static final String PAGE = "docs/performance.md";
    private static final String OWED = "owed";
    static final String HELP = "\nSee howdah bench --help";

    /** The names of the parts. */
    static List<String> parts() {
        return Arrays.stream(Part.values()).map(BenchOptions::name).toList();
    }

    /**
     * The plan.
     *
     * @param directory that the page's file is relative to
     * @throws Refusal when it makes no sense
     */
    Plan plan(Path directory) throws Refusal {
        refuse(arguments, "everything but routing", RoutingOptions.OWN);
        return new Plan(
                chosenParts(),
                cells(),
                pace(arguments, 9, 5, 5),
                field(),
                page(arguments, directory, PAGE));
    }

    /** How long it takes, and what it takes unless somebody says otherwise. */
    static Pace pace(Arguments arguments, int rounds, int seconds, int warmUp) throws Refusal {
        return new Pace(
                arguments.number("--rounds", rounds, 1, 1_000),
                arguments.number("--seconds", seconds, 1, 3_600),
                arguments.number("--warm-up", warmUp, 0, 3_600));
    }

    static int poolSize(Arguments arguments) throws Refusal {
        return arguments.number("--pool-size", 20, 1, 200);
    }

    /** Where to write, relative to {@code directory}. */
    static Path page(Arguments arguments, Path directory, String fallback) throws Refusal {
        Path page = directory.resolve(arguments.value("--out").orElse(fallback));
        if (!Files.isDirectory(page.resolveSibling(""))) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "there is no folder for " + page + ": choose a file with --out");
        }
        return page;
    }

    /** What an option holds, with commas between. */
    static List<String> list(Arguments arguments, String option, String fallback) {
        return List.of(arguments.value(option).orElse(fallback).split(",", -1));
    }

    /** Refuses options that mean nothing for {@code what}. */
    static void refuse(Arguments arguments, String what, List<String> options) throws Refusal {
        for (String option : options) {
            if (arguments.has(option)) {
                throw new Refusal(ExitCode.USAGE, option + " means nothing for " + what + HELP);
            }
        }
    }

    static Refusal wrong(IllegalArgumentException e) {
        return new Refusal(ExitCode.USAGE, e.getMessage() + HELP);
    }

    private Set<Part> chosenParts() throws Refusal {
        Set<Part> chosen = EnumSet.noneOf(Part.class);
        for (String word : arguments.values(PART)) {
            chosen.add(part(word));
        }
        return chosen.isEmpty() ? EnumSet.allOf(Part.class) : chosen;
    }

    private static Part part(String word) throws Refusal {
        for (Part part : Part.values()) {
            if (name(part).equals(word)) {
                return part;
            }
        }
        throw Arguments.unknown("part", word, parts(), HELP);
    }

    private List<Cell> cells() throws Refusal {
        Set<Cell> cells = new LinkedHashSet<>();
        for (String name : list(arguments, "--cells", "*")) {
            try {
                cells.addAll(name.equals(OWED) ? Owed.cells() : Cell.matching(name));
            } catch (IllegalArgumentException e) {
                throw wrong(e);
            }
        }
        return List.copyOf(cells);
    }

    /** A variant of one's own is measured even if it is not among the targets. */
    private Field field() throws Refusal {
        List<Variant> variants = new ArrayList<>(Variant.KNOWN);
        Set<String> targets = new LinkedHashSet<>(list(arguments, "--targets", TARGETS));
        for (String text : arguments.values("--variant")) {
            Variant variant = variant(text);
            if (Field.names(variants).contains(variant.name())) {
                throw new Refusal(
                        ExitCode.USAGE, "there is already something named " + variant.name());
            }
            variants.add(variant);
            targets.add(variant.name());
        }
        for (String target : targets) {
            if (!Field.names(variants).contains(target)) {
                throw Arguments.unknown("target", target, Field.names(variants), HELP);
            }
        }
        return new Field(List.copyOf(targets), variants, poolSize(arguments));
    }

    private static Variant variant(String text) throws Refusal {
        try {
            return Variant.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
