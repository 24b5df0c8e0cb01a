package io.howdah.sql;

import java.util.Objects;

/**
 * Where the values of a statement's parameters lie in its text; filled by {@link
 * ParameterPlan#extract}, for one text after the other, without making an object. For one thread.
 */
public final class ParameterValues {
    private final int[] starts = new int[ParameterPlan.MOST_PARAMETERS];
    private final int[] ends = new int[ParameterPlan.MOST_PARAMETERS];
    private int size;

    /** An empty one. */
    public ParameterValues() {}

    /** How many there are. */
    public int size() {
        return size;
    }

    /**
     * The position of the first byte of a value in text format, counted from the start of the
     * array.
     *
     * @param index 0 for the value of {@code $1}
     */
    public int start(int index) {
        return starts[Objects.checkIndex(index, size)];
    }

    /** The position after the last byte of a value; that of the first one if the value is empty. */
    public int end(int index) {
        return ends[Objects.checkIndex(index, size)];
    }

    void clear() {
        size = 0;
    }

    void add(int start, int end) {
        starts[size] = start;
        ends[size] = end;
        size++;
    }
}
