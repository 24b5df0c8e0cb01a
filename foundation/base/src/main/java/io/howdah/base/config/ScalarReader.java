package io.howdah.base.config;

import io.howdah.base.Secret;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads single values: replaces variables, parses, and reports without showing secrets. */
final class ScalarReader {
    private final Interpolation interpolation;
    private final ScalarParser parser;
    private final List<Problem> problems;

    ScalarReader(Interpolation interpolation, ScalarParser parser, List<Problem> problems) {
        this.interpolation = interpolation;
        this.parser = parser;
        this.problems = problems;
    }

    /** The value of {@code node}, or null after a problem was reported. */
    @Nullable Object read(Class<?> type, ConfigNode node, String path) {
        String expected = ScalarParser.expected(type);
        return switch (node) {
            case ConfigNode.Scalar scalar -> parse(type, scalar, path);
            case ConfigNode.Empty _ ->
                    problem(node, path, "has no value: write " + expected + " or remove the key");
            case ConfigNode.Sequence _ ->
                    problem(node, path, "expected " + expected + ", found a list");
            case ConfigNode.Mapping _ ->
                    problem(node, path, "expected " + expected + ", found keys and values");
        };
    }

    /**
     * The secret in the file that {@code node} names, without the newline that editors put at its
     * end; or null after a problem was reported.
     */
    @Nullable Object readSecretFile(ConfigNode node, String path) {
        if (!(read(Path.class, node, path) instanceof Path file)) {
            return null;
        }
        try {
            return Secret.parse(Files.readString(file).replaceFirst("\r?\n\\z", ""));
        } catch (IOException e) {
            return problem(node, path, "cannot read the file '" + file + "'");
        }
    }

    private @Nullable Object parse(Class<?> type, ConfigNode.Scalar scalar, String path) {
        String text;
        try {
            text = interpolation.apply(scalar.text());
        } catch (IllegalArgumentException e) {
            return problem(scalar, path, String.valueOf(e.getMessage()));
        }
        try {
            return parser.parse(type, text);
        } catch (IllegalArgumentException e) {
            return problem(scalar, path, explain(type, scalar, e));
        }
    }

    /** A variable may hold a secret in the wrong place, so its value is never repeated. */
    private static String explain(
            Class<?> type, ConfigNode.Scalar scalar, IllegalArgumentException refusal) {
        return Interpolation.concerns(scalar.text())
                ? "expected "
                        + ScalarParser.expected(type)
                        + ", which '"
                        + scalar.text()
                        + "' does not give"
                : String.valueOf(refusal.getMessage());
    }

    private @Nullable Object problem(ConfigNode node, String path, String message) {
        problems.add(new Problem(node.position(), path, message));
        return null;
    }
}
