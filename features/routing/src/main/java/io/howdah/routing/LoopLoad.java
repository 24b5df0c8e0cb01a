package io.howdah.routing;

import io.howdah.spi.balance.Balancer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What is under way from one event loop, where the other loops can see it. Written by its loop
 * only; what others read may be a moment old, and need not be of one moment.
 *
 * <p>Each loop writes to an array of its own with room at both ends, so that no two loops ever
 * write to the same cache line.
 */
final class LoopLoad {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final double THOUSAND = 1e3;
    private static final int ROOM = 16;
    private static final int FIELDS = 4;
    private static final int DUE = 1;
    private static final int ANSWERED = 2;
    private static final int BURDEN = 3;

    private final long[] cells = new long[ROOM + Balancer.MOST_NODES * FIELDS + ROOM];

    LoopLoad() {
        for (int slot = 0; slot < Balancer.MOST_NODES; slot++) {
            cells[at(slot) + DUE] = LoopNode.NEVER;
        }
    }

    private static int at(int slot) {
        return ROOM + slot * FIELDS;
    }

    void publish(LoopNode node) {
        int cell = at(node.slot());
        CELL.setOpaque(cells, cell, (long) node.own());
        CELL.setOpaque(cells, cell + DUE, node.dueNanos());
        CELL.setOpaque(cells, cell + ANSWERED, node.answeredNanos());
        CELL.setOpaque(cells, cell + BURDEN, (long) (node.burden() * THOUSAND));
    }

    int inFlight(int slot) {
        return (int) (long) CELL.getOpaque(cells, at(slot));
    }

    /** See {@link Flights#dueNanos}. */
    long dueNanos(int slot) {
        return (long) CELL.getOpaque(cells, at(slot) + DUE);
    }

    /** See {@link LoopNode#burden}. */
    double burden(int slot) {
        return (long) CELL.getOpaque(cells, at(slot) + BURDEN) / THOUSAND;
    }

    long answeredNanos(int slot) {
        return (long) CELL.getOpaque(cells, at(slot) + ANSWERED);
    }
}
