package io.howdah.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown; columns after the first few are of numbers. */
final class Table {
    private final StringBuilder text = new StringBuilder();
    private boolean empty = true;

    /** With so many columns of words on the left. */
    Table(int words, String... titles) {
        List<String> alignments = new ArrayList<>(Collections.nCopies(words, "---"));
        alignments.addAll(Collections.nCopies(titles.length - words, "---:"));
        line(List.of(titles));
        line(alignments);
    }

    /** Adds a row. */
    void row(String... cells) {
        empty = false;
        line(List.of(cells));
    }

    boolean isEmpty() {
        return empty;
    }

    private void line(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
