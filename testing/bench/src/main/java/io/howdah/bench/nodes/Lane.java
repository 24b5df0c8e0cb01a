package io.howdah.bench.nodes;

import io.netty.buffer.ByteBuf;

import java.util.function.Consumer;

/** A connection's part of a {@link Link}: what leaves first arrives first. One thread. */
final class Lane {
    private final Link link;
    private final Agenda agenda;
    private final Consumer<ByteBuf> end;
    private long latest = Long.MIN_VALUE;
    private int underWay;
    private int bytes;

    /** Hands what arrives to {@code end}. */
    Lane(Link link, Agenda agenda, Consumer<ByteBuf> end) {
        this.link = link;
        this.agenda = agenda;
        this.end = end;
    }

    /** Takes {@code packet}, which nobody writes to any more. */
    void send(ByteBuf packet) {
        int size = packet.readableBytes();
        bytes += size;
        after(
                link.arrival(agenda.now(), size),
                () -> {
                    bytes -= size;
                    end.accept(packet);
                });
    }

    /** Has {@code action} done once everything has arrived. */
    void last(Runnable action) {
        after(agenda.now(), action);
    }

    /** What is under way. */
    int bytes() {
        return bytes;
    }

    private void after(long time, Runnable action) {
        latest = Math.max(latest, time);
        if (latest <= agenda.now() && underWay == 0) {
            action.run();
        } else {
            underWay++;
            agenda.at(
                    latest,
                    () -> {
                        underWay--;
                        action.run();
                    });
        }
    }
}
