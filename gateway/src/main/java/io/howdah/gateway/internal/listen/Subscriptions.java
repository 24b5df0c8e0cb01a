package io.howdah.gateway.internal.listen;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The channels that one client listens to, and what its open transaction will change of that.
 * Confined to the client's loop.
 *
 * <p>LISTEN and UNLISTEN take effect when their transaction commits, and not at all when it, or the
 * savepoint they come after, is rolled back.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-listen.html">LISTEN</a>
 */
final class Subscriptions {
    private final Set<String> active = new LinkedHashSet<>();
    private final List<ListenAction> pending = new ArrayList<>();

    /** Whether what is notified on {@code channel} is for the client. */
    boolean isActive(String channel) {
        return active.contains(channel);
    }

    /** The channels that it listens to. */
    Set<String> active() {
        return active;
    }

    /** Whether the open transaction listens to {@code channel}. */
    boolean isPending(String channel) {
        return pending.contains(new ListenAction.Listen(channel));
    }

    /** How much the open transaction has done that is to be kept in mind. */
    int pending() {
        return pending.size();
    }

    /** Whether nobody is listened to, and nothing is about to change that. */
    boolean isEmpty() {
        return active.isEmpty() && pending.isEmpty();
    }

    /**
     * A statement was executed.
     *
     * @param tag of its CommandComplete
     */
    void done(ListenAction action, String tag) {
        switch (action) {
            case ListenAction.Listen _, ListenAction.Unlisten _, ListenAction.UnlistenAll _ ->
                    pending.add(action);
            case ListenAction.Savepoint _ -> pending.add(action);
            case ListenAction.Release(String name) -> release(name);
            case ListenAction.RollbackTo(String name) -> rollbackTo(name);
            case ListenAction.DiscardAll _ -> {
                active.clear();
                pending.clear();
            }
            case ListenAction.End _ -> {
                if (tag.equals("COMMIT")) {
                    committed();
                } else {
                    rolledBack();
                }
            }
        }
    }

    /** The savepoint and those after it are forgotten; what was done since stays. */
    private void release(String name) {
        int from = pending.lastIndexOf(new ListenAction.Savepoint(name));
        if (from >= 0) {
            pending.subList(from, pending.size())
                    .removeIf(ListenAction.Savepoint.class::isInstance);
        }
    }

    /** A savepoint that is not known was set before all that is. */
    private void rollbackTo(String name) {
        int mark = pending.lastIndexOf(new ListenAction.Savepoint(name));
        pending.subList(mark + 1, pending.size()).clear();
    }

    /** The transaction has come true. */
    void committed() {
        for (ListenAction action : pending) {
            switch (action) {
                case ListenAction.Listen(String channel) -> active.add(channel);
                case ListenAction.Unlisten(String channel) -> active.remove(channel);
                case ListenAction.UnlistenAll _ -> active.clear();
                default -> {}
            }
        }
        pending.clear();
    }

    /** The transaction has not. */
    void rolledBack() {
        pending.clear();
    }
}
