package io.howdah.sql;

import java.util.Arrays;

/** What is known of each parenthesis or bracket that is open while a text is folded. */
final class FoldedLevels {
    /** Nothing special. */
    static final int PLAIN = 0;

    /** The list of {@code IN}, whose equal neighbours become one. */
    static final int LIST = 1;

    /** An element of such a list, or of {@code VALUES}, that is in parentheses itself. */
    static final int ROW = 2;

    /** The elements of {@code ARRAY[…]}, of which neighbours become one if they are constants. */
    static final int ARRAY = 3;

    private static final int FIRST_SIZE = 16;

    private int depth;
    private int[] kinds = new int[FIRST_SIZE];
    private boolean[] positional = new boolean[FIRST_SIZE];
    private boolean[] values = new boolean[FIRST_SIZE];
    private int[] starts = new int[FIRST_SIZE];
    private int[] previousStarts = new int[FIRST_SIZE];
    private int[] previousEnds = new int[FIRST_SIZE];

    void clear() {
        depth = 0;
        enter(PLAIN, false);
    }

    int depth() {
        return depth;
    }

    void open(int kind, boolean positions) {
        depth++;
        if (depth == kinds.length) {
            int longer = depth * 2;
            kinds = Arrays.copyOf(kinds, longer);
            positional = Arrays.copyOf(positional, longer);
            values = Arrays.copyOf(values, longer);
            starts = Arrays.copyOf(starts, longer);
            previousStarts = Arrays.copyOf(previousStarts, longer);
            previousEnds = Arrays.copyOf(previousEnds, longer);
        }
        enter(kind, positions);
    }

    /** Leaves a level; more closed than opened are ignored, as PostgreSQL refuses the text. */
    void close() {
        depth = Math.max(0, depth - 1);
    }

    int kind() {
        return kinds[depth];
    }

    /** Makes of a list what it is if a query turns up in it. */
    void makePlain() {
        kinds[depth] = PLAIN;
    }

    /** Whether a number may be the position of a target. */
    boolean isPositional() {
        return positional[depth];
    }

    void setPositional(boolean positions) {
        positional[depth] = positions;
    }

    /** Whether the rows of VALUES are being listed. */
    boolean isValues() {
        return values[depth];
    }

    void setValues(boolean rows) {
        values[depth] = rows;
        previousEnds[depth] = -1;
    }

    /** Where the present element starts in the folded text. */
    int start() {
        return starts[depth];
    }

    void setStart(int start) {
        starts[depth] = start;
    }

    /** Where the element before starts. */
    int previousStart() {
        return previousStarts[depth];
    }

    /** Where the element before ends; negative if there is none. */
    int previousEnd() {
        return previousEnds[depth];
    }

    void setPrevious(int start, int end) {
        previousStarts[depth] = start;
        previousEnds[depth] = end;
    }

    private void enter(int kind, boolean positions) {
        kinds[depth] = kind;
        positional[depth] = positions;
        values[depth] = false;
        starts[depth] = 0;
        previousStarts[depth] = 0;
        previousEnds[depth] = -1;
    }
}
