package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;

/**
 * The exchanges under way on one backend, in the order in which PostgreSQL answers them. Confined
 * to the backend's loop.
 */
public final class ExchangeQueue {
    private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>(4);
    private @Nullable Exchange overdue;

    // ---- what may be asked

    /** Whether nothing is under way. */
    public boolean isEmpty() {
        return exchanges.isEmpty();
    }

    /** How many are under way. */
    public int size() {
        return exchanges.size();
    }

    /** The one that is being answered, or null. */
    @Nullable Exchange current() {
        return exchanges.peekFirst();
    }

    /** Whether PostgreSQL is at a request of {@code requester}'s, not at an errand. */
    public boolean isServing(Requester requester) {
        Exchange current = exchanges.peekFirst();
        return current != null && current.requester() == requester;
    }

    /** The one that is being answered, if it is {@code requester}'s and waits for COPY data. */
    public @Nullable Exchange copyingIn(Requester requester) {
        Exchange current = exchanges.peekFirst();
        return current != null && current.isCopyingIn() && current.requester() == requester
                ? current
                : null;
    }

    /** The one of {@code requester}'s whose last request has not been sent yet, or null. */
    public @Nullable Exchange open(Requester requester) {
        Exchange last = exchanges.peekLast();
        return last != null && !last.isClosed() && last.requester() == requester ? last : null;
    }

    /** Whether nothing may be sent before the last one is answered as far as it goes. */
    public boolean isUndecided() {
        Exchange last = exchanges.peekLast();
        return last != null && last.isUndecided();
    }

    /** Whether complete requests of {@code requester}'s are under way that will be answered. */
    public boolean owes(Requester requester) {
        for (Exchange exchange : exchanges) {
            if (exchange.requester() == requester
                    && exchange.isClosed()
                    && !exchange.isCopyingIn()) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is certain that {@code exchange} does not begin in a failed transaction. */
    public boolean isSurelyNotFailed(Exchange exchange) {
        return exchange == exchanges.peekFirst() && !exchange.mayBeInFailedTransaction();
    }

    /** How many complete ones of {@code requester}'s have not been answered in full. */
    int unanswered(@Nullable Requester requester) {
        int unanswered = 0;
        for (Exchange exchange : exchanges) {
            if (exchange.requester() == requester && exchange.isClosed()) {
                unanswered++;
            }
        }
        return unanswered;
    }

    /**
     * Whether PostgreSQL has been at the current one for longer than the limit; says so once for
     * each.
     */
    boolean isOverdue(long now, long limitNanos) {
        Exchange current = exchanges.peekFirst();
        if (current == null
                || current == overdue
                || current.owed() == 0
                || now - current.startedNanos() <= limitNanos) {
            return false;
        }
        overdue = current;
        return true;
    }

    /** All, the one that is being answered first. */
    List<Exchange> all() {
        return List.copyOf(exchanges);
    }

    // ---- what happens to it

    void add(Exchange exchange) {
        exchanges.addLast(exchange);
    }

    /** The current one has been answered. */
    void removeCurrent() {
        exchanges.removeFirst();
        overdue = null;
    }

    /** Swallows the answers to everything under way for {@code requester}. */
    void abandon(Requester requester, Requester successor) {
        for (Exchange exchange : exchanges) {
            if (exchange.requester() == requester) {
                exchange.abandonTo(successor);
            }
        }
    }

    /** Takes away those that PostgreSQL skips because {@code failed}, of the same batch, did. */
    List<Exchange> takeRestOfBatch(Exchange failed) {
        if (!failed.isBatched()) {
            return List.of();
        }
        List<Exchange> skipped =
                exchanges.stream()
                        .filter(each -> each != failed && each.batch() == failed.batch())
                        .toList();
        exchanges.removeAll(skipped);
        return skipped;
    }

    /** Gives a reopened exchange what its requester has sent since, and tells the requester. */
    void reopen(Exchange exchange) {
        while (exchange.isReopened() && mergeNext(exchange)) {}
        if (exchange.isReopened()) {
            exchange.requester().reopened(exchange, null);
        }
    }

    private boolean mergeNext(Exchange exchange) {
        Iterator<Exchange> all = exchanges.iterator();
        all.next();
        if (!all.hasNext()) {
            return false;
        }
        Exchange next = all.next();
        if (next.requester() != exchange.requester()) {
            return false;
        }
        all.remove();
        exchange.absorb(next);
        exchange.requester().reopened(exchange, next);
        return true;
    }

    /** The backend is gone: takes back everything that was assumed, the latest first. */
    void discardAll() {
        for (Exchange exchange : exchanges.reversed()) {
            exchange.discardAll();
        }
        exchanges.clear();
    }
}
