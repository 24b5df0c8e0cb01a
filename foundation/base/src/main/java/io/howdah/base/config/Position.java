package io.howdah.base.config;

import java.util.Comparator;

/**
 * Where in a configuration something stands.
 *
 * @param file the file as the operator named it, or another source such as {@code --listen}
 * @param line from 1; 0 when the source has no lines
 * @param column from 1; 0 when the source has no lines
 */
public record Position(String file, int line, int column) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::file)
                    .thenComparingInt(Position::line)
                    .thenComparingInt(Position::column);

    /** A source without lines, such as a command-line option. */
    public static Position of(String source) {
        return new Position(source, 0, 0);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
