package io.howdah.gateway.internal.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;
import io.howdah.gateway.internal.listen.ListenAction.DiscardAll;
import io.howdah.gateway.internal.listen.ListenAction.End;
import io.howdah.gateway.internal.listen.ListenAction.Listen;
import io.howdah.gateway.internal.listen.ListenAction.Release;
import io.howdah.gateway.internal.listen.ListenAction.RollbackTo;
import io.howdah.gateway.internal.listen.ListenAction.Savepoint;
import io.howdah.gateway.internal.listen.ListenAction.Unlisten;
import io.howdah.gateway.internal.listen.ListenAction.UnlistenAll;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class SubscriptionsTest {
    private final Subscriptions subscriptions = new Subscriptions();

    private Set<String> after(ListenAction... actions) {
        for (ListenAction action : actions) {
            subscriptions.done(action, "COMMIT");
        }
        return subscriptions.active();
    }

    @Test
    void listensFromTheCommitOn() {
        assertEquals(Set.of(), after(new Listen("a"), new Listen("b")));
        assertTrue(subscriptions.isPending("a"));
        assertEquals(Set.of("a", "b"), after(new End()));
        assertFalse(subscriptions.isPending("a"));
    }

    @Test
    void forgetsWhatIsRolledBack() {
        after(new Listen("a"), new End(), new Listen("b"), new Unlisten("a"));
        subscriptions.done(new End(), "ROLLBACK");
        assertEquals(Set.of("a"), subscriptions.active());
        assertEquals(0, subscriptions.pending());
    }

    @Test
    void unlistensInTheOrderOfTheStatements() {
        assertEquals(
                Set.of("c"), after(new Listen("a"), new UnlistenAll(), new Listen("c"), new End()));
        assertEquals(
                Set.of("c"), after(new Listen("d"), new Unlisten("d"), new Listen("c"), new End()));
    }

    @Test
    void rollsBackToASavepointAndKeepsIt() {
        assertEquals(
                Set.of("a", "c"),
                after(
                        new Listen("a"),
                        new Savepoint("s"),
                        new Listen("b"),
                        new RollbackTo("s"),
                        new Listen("x"),
                        new RollbackTo("s"),
                        new Listen("c"),
                        new End()));
    }

    @Test
    void takesASavepointItDoesNotKnowForAnEarlierOne() {
        assertEquals(Set.of(), after(new Listen("a"), new RollbackTo("early"), new End()));
    }

    @Test
    void findsTheLastSavepointOfAName() {
        assertEquals(
                Set.of("a", "b"),
                after(
                        new Listen("a"),
                        new Savepoint("s"),
                        new Listen("b"),
                        new Savepoint("s"),
                        new Listen("c"),
                        new RollbackTo("s"),
                        new End()));
        assertEquals(
                Set.of("a", "b"),
                after(
                        new Savepoint("s"),
                        new Listen("d"),
                        new Savepoint("s"),
                        new Listen("e"),
                        new Release("s"),
                        new RollbackTo("s"),
                        new End()));
    }

    @Test
    void keepsWhatAReleasedSavepointHeld() {
        assertEquals(
                Set.of("a"),
                after(new Savepoint("s"), new Listen("a"), new Release("s"), new End()));
    }

    @Test
    void discardsAllAtOnce() {
        after(new Listen("a"), new End());
        assertEquals(Set.of(), after(new DiscardAll()));
    }

    /** Against a model that copies everything at each savepoint. */
    @Test
    void agreesWithAModel() {
        long seed = Randomness.secure().nextLong();
        Randomness random = Randomness.seeded(seed);
        Set<String> active = new HashSet<>();
        Set<String> inTransaction = new HashSet<>();
        List<String> names = new ArrayList<>();
        List<Set<String>> saved = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            String channel = "c" + random.nextInt(4);
            String name = "s" + random.nextInt(3);
            int at = names.lastIndexOf(name);
            switch (random.nextInt(9)) {
                case 0, 1 -> {
                    subscriptions.done(new Listen(channel), "LISTEN");
                    inTransaction.add(channel);
                }
                case 2 -> {
                    subscriptions.done(new Unlisten(channel), "UNLISTEN");
                    inTransaction.remove(channel);
                }
                case 3 -> {
                    subscriptions.done(new UnlistenAll(), "UNLISTEN");
                    inTransaction.clear();
                }
                case 4 -> {
                    subscriptions.done(new Savepoint(name), "SAVEPOINT");
                    names.add(name);
                    saved.add(new HashSet<>(inTransaction));
                }
                case 5 -> {
                    if (at >= 0) {
                        subscriptions.done(new Release(name), "RELEASE");
                        names.subList(at, names.size()).clear();
                        saved.subList(at, saved.size()).clear();
                    }
                }
                case 6 -> {
                    if (at >= 0) {
                        subscriptions.done(new RollbackTo(name), "ROLLBACK");
                        inTransaction.clear();
                        inTransaction.addAll(saved.get(at));
                        names.subList(at + 1, names.size()).clear();
                        saved.subList(at + 1, saved.size()).clear();
                    }
                }
                default -> {
                    boolean commits = random.nextBoolean();
                    subscriptions.done(new End(), commits ? "COMMIT" : "ROLLBACK");
                    if (commits) {
                        active.clear();
                        active.addAll(inTransaction);
                    }
                    inTransaction.clear();
                    inTransaction.addAll(active);
                    names.clear();
                    saved.clear();
                    assertEquals(active, subscriptions.active(), "seed " + seed + ", step " + i);
                }
            }
        }
    }
}
