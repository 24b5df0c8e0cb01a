package io.howdah.bench.nodes;

import io.howdah.base.Randomness;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The places of a node. A statement takes one for its service time, and for as long as PostgreSQL
 * itself takes if that is longer. One thread; {@link #served} may be asked by any.
 */
final class Station {
    private final NodeModel model;
    private final Agenda agenda;
    private final Randomness random;
    private final Memory memory;
    private final Queue<Ticket> waiting = new ArrayDeque<>();
    private final Set<Ticket> inService = new HashSet<>();
    private final AtomicLong served = new AtomicLong();

    Station(NodeModel model, Agenda agenda, Randomness random) {
        this.model = model;
        this.agenda = agenda;
        this.random = random;
        memory = new Memory(model.warmth());
    }

    /** Somebody comes, and waits if all places are taken. */
    void enter(Ticket ticket) {
        waiting.add(ticket);
        fill();
    }

    /** PostgreSQL has answered. */
    void answered(Ticket ticket) {
        ticket.answer();
        leave(ticket);
    }

    /** Nobody waits for the answer any more. What is in service goes on, as in PostgreSQL. */
    void abandon(Ticket ticket) {
        ticket.abandon();
        if (!waiting.remove(ticket)) {
            leave(ticket);
        }
    }

    /** Statements that were served so far. */
    long served() {
        return served.get();
    }

    /** Everything is cold again. */
    void forget() {
        memory.forget();
    }

    private void fill() {
        while (inService.size() < model.places() && !waiting.isEmpty()) {
            Ticket ticket = waiting.remove();
            inService.add(ticket);
            long end = model.stalls().done(agenda.now(), work(ticket));
            agenda.at(end, () -> finish(ticket));
        }
    }

    private long work(Ticket ticket) {
        double nanos = 0;
        for (String table : ticket.tables()) {
            ServiceTime time = model.service().get(table);
            if (time != null) {
                nanos += time.nanos(random) * model.slowness() * memory.slowness(table);
            }
        }
        return (long) nanos;
    }

    private void finish(Ticket ticket) {
        served.addAndGet(ticket.tables().size());
        ticket.serve();
        leave(ticket);
    }

    private void leave(Ticket ticket) {
        if (ticket.isDone() && inService.remove(ticket)) {
            fill();
        }
    }
}
