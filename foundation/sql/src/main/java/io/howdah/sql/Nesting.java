package io.howdah.sql;

import java.util.ArrayList;
import java.util.List;

/** How deep within parentheses and CASE a reader of expressions is, and in what kind of list. */
final class Nesting {
    private final boolean list;
    private final boolean join;
    private final List<Keyword> openers = new ArrayList<>();
    private boolean inner;
    private boolean grouping;
    private int cases;

    /**
     * @param list whether commas belong to it
     * @param join whether the words of joins end it
     */
    Nesting(boolean list, boolean join) {
        this.list = list;
        this.join = join;
    }

    /** Makes it the inside of parentheses that the reader did not open itself. */
    void markInner() {
        inner = true;
    }

    boolean isInner() {
        return inner;
    }

    void markGrouping() {
        grouping = true;
    }

    boolean isGrouping() {
        return grouping;
    }

    boolean isList() {
        return list;
    }

    boolean isJoin() {
        return join;
    }

    /** Whether a parenthesis is open. */
    boolean isOpen() {
        return !openers.isEmpty();
    }

    /** Enters a parenthesis that follows the word. */
    void open(Keyword opener) {
        openers.add(opener);
    }

    void close() {
        openers.removeLast();
    }

    /** The innermost open parenthesis lists columns with their types from here on. */
    void beginColumns() {
        openers.set(openers.size() - 1, Keyword.COLUMNS);
    }

    boolean isInColumns() {
        return opener() == Keyword.COLUMNS;
    }

    /** The word before the innermost open parenthesis. */
    Keyword opener() {
        return openers.isEmpty() ? Keyword.NO_KEYWORD : openers.getLast();
    }

    void openCase() {
        cases++;
    }

    void closeCase() {
        cases--;
    }

    boolean isInCase() {
        return cases > 0;
    }
}
