package io.howdah.bench.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One place in the matrix of what is measured.
 *
 * @param clients that pgbench has at a time
 */
public record Cell(Workload workload, Protocol protocol, int clients) {
    private static final List<Integer> CLIENTS = List.of(1, 16, 64, 200, 1_000);

    /** The whole matrix. */
    public static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (Workload workload : Workload.values()) {
            for (int clients : CLIENTS) {
                for (Protocol protocol : Protocol.values()) {
                    cells.add(new Cell(workload, protocol, clients));
                }
            }
        }
        return cells;
    }

    /**
     * The cell of this name, {@code select-simple-16}; whether or not it is in the matrix.
     *
     * @throws IllegalArgumentException when it is no name of a cell
     */
    public static Cell parse(String name) {
        for (Workload workload : Workload.values()) {
            for (Protocol protocol : Protocol.values()) {
                String start = workload.label() + "-" + protocol.label() + "-";
                if (name.startsWith(start)
                        && name.substring(start.length()).matches("[1-9]\\d{0,4}")) {
                    return new Cell(
                            workload, protocol, Integer.parseInt(name.substring(start.length())));
                }
            }
        }
        throw new IllegalArgumentException(
                "there is no cell " + name + "; one is named as select-simple-16");
    }

    /**
     * What {@code pattern} names: a cell, or with {@code *} for any word those of the matrix.
     *
     * @throws IllegalArgumentException when it names none
     */
    public static List<Cell> matching(String pattern) {
        if (pattern.indexOf('*') < 0) {
            return List.of(parse(pattern));
        }
        Pattern expression =
                Pattern.compile("\\Q" + pattern.replace("*", "\\E[a-z0-9-]*\\Q") + "\\E");
        List<Cell> cells =
                all().stream()
                        .filter(cell -> expression.matcher(cell.toString()).matches())
                        .toList();
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("no cell is named as " + pattern);
        }
        return cells;
    }

    @Override
    public String toString() {
        return workload.label() + "-" + protocol.label() + "-" + clients;
    }
}
