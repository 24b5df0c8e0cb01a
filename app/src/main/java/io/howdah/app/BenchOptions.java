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
    private static final String HELP = "\nSee howdah bench --help";

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
        Pace pace =
                new Pace(
                        arguments.number("--rounds", 9, 1, 1_000),
                        arguments.number("--seconds", 5, 1, 3_600),
                        arguments.number("--warm-up", 5, 0, 3_600));
        return new Plan(chosenParts(), cells(), pace, field(), page(directory));
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
        for (String name : list("--cells", "*")) {
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
        Set<String> targets = new LinkedHashSet<>(list("--targets", TARGETS));
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
        return new Field(
                List.copyOf(targets), variants, arguments.number("--pool-size", 20, 1, 200));
    }

    private static Variant variant(String text) throws Refusal {
        try {
            return Variant.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private Path page(Path directory) throws Refusal {
        Path page = directory.resolve(arguments.value("--out").orElse(PAGE));
        if (!Files.isDirectory(page.resolveSibling(""))) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "there is no folder for " + page + ": choose a file with --out");
        }
        return page;
    }

    private List<String> list(String option, String fallback) {
        return List.of(arguments.value(option).orElse(fallback).split(",", -1));
    }

    private static Refusal wrong(IllegalArgumentException e) {
        return new Refusal(ExitCode.USAGE, e.getMessage() + HELP);
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
