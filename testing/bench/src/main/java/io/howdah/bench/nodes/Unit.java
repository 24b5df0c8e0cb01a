package io.howdah.bench.nodes;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** One request and its answer, up to ReadyForQuery. One thread. */
final class Unit {
    private final List<String> tables = new ArrayList<>();
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private @Nullable Ticket ticket;
    private boolean asked;
    private boolean open;
    private boolean answered;
    private boolean whole;

    /** One whose answer is not held back. */
    static Unit open() {
        Unit unit = new Unit();
        unit.whole = true;
        unit.asked = true;
        unit.open = true;
        return unit;
    }

    void runs(String table) {
        tables.add(table);
    }

    /** An answer to what there is so far is waited for. */
    void ask() {
        asked = true;
    }

    /** There will be no more of it. What ran after a Flush that had nothing to run is held back. */
    void end() {
        whole = true;
        asked = true;
        open = open && (tables.isEmpty() || ticket != null);
    }

    boolean isWhole() {
        return whole;
    }

    /** Goes into service, if it is time for it; what runs nothing of the benchmark passes. */
    void enter(Station station, Runnable onServed) {
        if (!asked || open || ticket != null) {
            return;
        }
        if (tables.isEmpty()) {
            open = true;
            return;
        }
        ticket =
                new Ticket(
                        tables,
                        () -> {
                            open = true;
                            onServed.run();
                        });
        station.enter(ticket);
        if (answered) {
            station.answered(ticket);
        }
    }

    /** A part of the answer. */
    void hold(byte type, ByteBuf body) {
        if (held == Unpooled.EMPTY_BUFFER) {
            held = Unpooled.buffer();
        }
        held.writeByte(type).writeInt(Integer.BYTES + body.readableBytes()).writeBytes(body);
    }

    /** That was all of the answer. */
    void answered(Station station) {
        answered = true;
        if (ticket != null) {
            station.answered(ticket);
        }
    }

    boolean isAnswered() {
        return answered;
    }

    boolean isOpen() {
        return open;
    }

    int heldBytes() {
        return held.readableBytes();
    }

    /** What there is of the answer. */
    ByteBuf release() {
        ByteBuf released = held;
        held = Unpooled.EMPTY_BUFFER;
        return released;
    }

    void abandon(Station station) {
        if (ticket != null) {
            station.abandon(ticket);
        }
    }
}
