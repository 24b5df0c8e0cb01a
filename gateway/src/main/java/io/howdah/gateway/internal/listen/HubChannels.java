package io.howdah.gateway.internal.listen;

import io.howdah.sql.SqlLiteral;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The channels that the hub's backend listens to, and how they become those that are wanted.
 * Confined to the hub's loop.
 *
 * <p>What is wanted and what is listened to are compared where something has changed, and the
 * difference is sent as one statement.
 */
final class HubChannels {
    private static final int BATCH = 500;

    private final Wishes wishes;
    private final Set<String> listening = new HashSet<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private boolean changing;

    private record Difference(List<String> added, List<String> removed) {
        boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty();
        }

        String statement() {
            StringBuilder sql = new StringBuilder();
            added.forEach(channel -> append(sql, "LISTEN ", channel));
            removed.forEach(channel -> append(sql, "UNLISTEN ", channel));
            return sql.toString();
        }

        private static void append(StringBuilder sql, String command, String channel) {
            sql.append(command).append(SqlLiteral.name(channel)).append(';');
        }
    }

    HubChannels(Wishes wishes) {
        this.wishes = wishes;
    }

    /** Whether nothing is listened to. */
    boolean isEmpty() {
        return listening.isEmpty();
    }

    /** Who wants {@code channel} has changed. */
    void changed(String channel) {
        changed.add(channel);
    }

    /**
     * Sends what is to be changed, one statement at a time, and answers whoever waits for it.
     *
     * @param answered run when PostgreSQL has answered, for there may be more to change
     * @return whether all that is wanted is listened to
     */
    boolean reconcile(HubConnection open, Runnable answered) {
        if (changing) {
            return false;
        }
        Difference difference = next();
        if (difference.isEmpty()) {
            return true;
        }
        changing = true;
        open.run(
                difference.statement(),
                error -> {
                    changing = false;
                    if (error == null) {
                        apply(difference);
                    } else {
                        difference.added.forEach(channel -> wishes.refuse(channel, error));
                    }
                    answered.run();
                });
        return false;
    }

    private Difference next() {
        Difference next = new Difference(new ArrayList<>(), new ArrayList<>());
        Iterator<String> each = changed.iterator();
        while (each.hasNext() && next.added.size() + next.removed.size() < BATCH) {
            String channel = each.next();
            each.remove();
            boolean isWanted = wishes.contains(channel);
            if (isWanted && !listening.contains(channel)) {
                next.added.add(channel);
            } else if (isWanted) {
                wishes.grant(channel);
            } else if (listening.contains(channel)) {
                next.removed.add(channel);
            }
        }
        return next;
    }

    private void apply(Difference difference) {
        listening.addAll(difference.added);
        difference.removed.forEach(listening::remove);
        difference.added.forEach(wishes::grant);
    }

    /**
     * The backend is gone: all that is wanted has to be listened to anew.
     *
     * @return what it listened to
     */
    Set<String> lost() {
        Set<String> lost = clear();
        changed.clear();
        changed.addAll(wishes.channels());
        return lost;
    }

    /** The backend is closed, for nobody listens. */
    Set<String> clear() {
        Set<String> cleared = Set.copyOf(listening);
        listening.clear();
        changing = false;
        return cleared;
    }
}
