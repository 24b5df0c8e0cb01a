package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.it.zoo.Animal;
import io.howdah.it.zoo.Keeper;

import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;

import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Hibernate ORM on pgjdbc, with more connections than there are backends. */
@EachRig
final class HibernateTest {
    private static final int CONNECTIONS = 16;
    private static final int KEEPERS = 30;

    private final SessionFactory sessions;

    HibernateTest(Rig rig) throws Exception {
        sessions =
                new Configuration()
                        .addAnnotatedClass(Keeper.class)
                        .addAnnotatedClass(Animal.class)
                        .setProperty("hibernate.connection.url", rig.howdah().jdbcUrl())
                        .setProperty("hibernate.connection.username", Endpoint.USER)
                        .setProperty("hibernate.connection.password", Endpoint.PASSWORD)
                        .setProperty("hibernate.connection.prepareThreshold", "1")
                        .setProperty("hibernate.connection.assumeMinServerVersion", "15")
                        .setProperty("hibernate.connection.pool_size", "" + CONNECTIONS)
                        .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                        .setProperty("hibernate.jdbc.batch_size", "20")
                        .setProperty("hibernate.order_inserts", "true")
                        .buildSessionFactory();
    }

    @BeforeEach
    void insertsInBatches() {
        sessions.inTransaction(
                session ->
                        IntStream.range(0, KEEPERS)
                                .mapToObj(HibernateTest::keeper)
                                .forEach(session::persist));
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void loadsLazily() {
        sessions.inTransaction(
                session -> {
                    Keeper keeper = byName(session, "keeper 7");
                    assertEquals(LocalDate.of(2024, 2, 8), keeper.since);
                    assertEquals(5, keeper.animals.size());
                    Animal animal = session.find(Animal.class, keeper.animals.getFirst().id);
                    assertEquals("keeper 7", animal.keeper.name);
                });
    }

    @Test
    void joinsAndPages() {
        sessions.inSession(
                session -> {
                    List<Long> seen = new ArrayList<>();
                    for (int page = 0; page < 10; page++) {
                        session.createSelectionQuery(
                                        "from Animal a join fetch a.keeper order by a.id",
                                        Animal.class)
                                .setFirstResult(15 * page)
                                .setMaxResults(15)
                                .getResultList()
                                .forEach(animal -> seen.add(animal.id));
                    }
                    assertEquals(5 * KEEPERS, seen.stream().distinct().count());
                });
    }

    @Test
    void noticesThatAnotherWasFaster() {
        try (var slow = sessions.openSession()) {
            Keeper stale = byName(slow, "keeper 1");
            sessions.inTransaction(fast -> byName(fast, "keeper 1").since = LocalDate.EPOCH);
            var transaction = slow.beginTransaction();
            stale.since = LocalDate.of(3000, 1, 1);
            assertThrows(OptimisticLockException.class, transaction::commit);
        }
    }

    @Test
    void locksRows() {
        sessions.inTransaction(
                session -> {
                    Keeper keeper = byName(session, "keeper 2");
                    session.lock(keeper, LockModeType.PESSIMISTIC_WRITE);
                    keeper.name = "locked";
                });
        sessions.inSession(session -> assertEquals(5, byName(session, "locked").animals.size()));
    }

    @Test
    void runsNativeQueriesAndBulkChanges() {
        sessions.inTransaction(
                session -> {
                    assertEquals(
                            5 * KEEPERS,
                            session.createNativeQuery(
                                            "select count(*) from zoo_animals where weight > :w",
                                            Long.class)
                                    .setParameter("w", 0)
                                    .getSingleResult());
                    assertEquals(
                            5,
                            session.createMutationQuery(
                                            "update Animal set weight = weight * 2"
                                                    + " where keeper.name = :name")
                                    .setParameter("name", "keeper 3")
                                    .executeUpdate());
                });
    }

    @Test
    void scrollsThroughACursor() {
        sessions.inTransaction(
                session -> {
                    try (var rows =
                            session.createSelectionQuery("from Animal order by id", Animal.class)
                                    .setFetchSize(20)
                                    .setReadOnly(true)
                                    .getResultStream()) {
                        assertEquals(5 * KEEPERS, rows.map(a -> a.name).distinct().count());
                    }
                });
    }

    @Test
    void rollsBackAndGoesOn() {
        assertThrows(
                RuntimeException.class,
                () ->
                        sessions.inTransaction(
                                session -> {
                                    session.persist(keeper(100));
                                    session.persist(keeper(1)); // its name is taken
                                }));
        sessions.inSession(
                session ->
                        assertEquals(
                                KEEPERS,
                                session.createSelectionQuery(
                                                "select count(*) from Keeper", Long.class)
                                        .getSingleResult()));
    }

    @Test
    void servesManyThreads() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Boolean>> answers =
                    IntStream.range(0, 200)
                            .mapToObj(i -> threads.submit(() -> isWhole("keeper " + i % KEEPERS)))
                            .toList();
            for (Future<Boolean> answer : answers) {
                assertTrue(answer.get());
            }
        }
    }

    private boolean isWhole(String name) {
        return sessions.fromTransaction(session -> byName(session, name).animals.size() == 5);
    }

    private static Keeper byName(Session session, String name) {
        return session.createSelectionQuery("from Keeper where name = :name", Keeper.class)
                .setParameter("name", name)
                .getSingleResult();
    }

    private static Keeper keeper(int number) {
        Keeper keeper = new Keeper("keeper " + number, LocalDate.of(2024, 2, 1 + number % 28));
        for (int i = 0; i < 5; i++) {
            keeper.add("animal " + number + "." + i, BigDecimal.valueOf(i + 1));
        }
        return keeper;
    }
}
