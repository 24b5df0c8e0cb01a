package io.howdah.gateway.internal.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.base.DataSize;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.base.metrics.Metrics;
import io.howdah.catalog.Catalog;
import io.howdah.catalog.CatalogQueries;
import io.howdah.catalog.CatalogVerdict;
import io.howdah.catalog.SearchPath;
import io.howdah.gateway.config.CatalogSettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.Inquiry.Answer;
import io.howdah.sql.SqlStatement;
import io.howdah.sql.SqlText;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Drives the catalogues of a fake database by a clock of its own. */
final class CatalogsTest {
    private final FakeDatabase database = new FakeDatabase();
    private final FakeClock clock = new FakeClock();
    private final Catalogs catalogs = catalogs(100);

    @AfterEach
    void close() {
        catalogs.close();
    }

    private Catalogs catalogs(int maxObjects) {
        return new Catalogs(
                new CatalogSettings(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        maxObjects,
                        new DataSize(1 << 20),
                        List.of()),
                clock,
                database,
                new GatewayMetrics(new Metrics()));
    }

    /** Lets time pass, a tick every quarter of a second. */
    private void pass(Catalogs catalogs, Duration time) {
        for (long millis = 0; millis < time.toMillis(); millis += 250) {
            clock.nanos.addAndGet(250_000_000);
            catalogs.tick();
        }
    }

    private Catalog awaitOther(@Nullable Catalog than) {
        for (int i = 0; i < 10_000; i++) {
            Catalog now = catalogs.of("d");
            if (now != null && now != than) {
                return now;
            }
            LockSupport.parkNanos(1_000_000);
        }
        throw new AssertionError("no catalogue within 10 s");
    }

    private static SqlStatement statement(String sql) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        return SqlText.parse(text, 0, text.length, true).statements().getFirst();
    }

    @Test
    void knowsNothingUntilItHasRead() {
        assertNull(catalogs.of("d"));
        assertEquals(
                CatalogVerdict.UNKNOWN,
                catalogs.verdict("d", statement("SELECT 1"), SearchPath.ANYWHERE));
        catalogs.tick();
        awaitOther(null);
        assertTrue(catalogs.verdict("d", statement("SELECT 1"), SearchPath.ANYWHERE).isReadOnly());
    }

    @Test
    void readsAgainOnlyWhenTheFingerprintChanges() {
        catalogs.tick();
        Catalog first = awaitOther(null);
        pass(catalogs, Duration.ofSeconds(25));
        assertSame(first, catalogs.of("d"));
        assertEquals(1, database.reads);
        assertEquals(3, database.fingerprints);
        database.fingerprint = "b";
        pass(catalogs, Duration.ofSeconds(11));
        assertNotSame(first, awaitOther(first));
        assertEquals(2, database.reads);
    }

    @Test
    void asksAtOnceAfterDefinitionsAndForUnknownNames() {
        catalogs.tick();
        awaitOther(null);
        pass(catalogs, Duration.ofSeconds(1));
        assertEquals(1, database.fingerprints);
        database.epoch++;
        pass(catalogs, Duration.ofMillis(500));
        assertEquals(2, database.fingerprints);
        catalogs.verdict("d", statement("SELECT unheard_of()"), SearchPath.ANYWHERE);
        pass(catalogs, Duration.ofMillis(500));
        assertEquals(3, database.fingerprints);
    }

    @Test
    void usesAnOldOneNoLongerThanAllowed() {
        catalogs.tick();
        Catalog first = awaitOther(null);
        database.failure = Failure.of(ErrorCode.CONNECTION_FAILURE, "gone");
        pass(catalogs, Duration.ofSeconds(59));
        assertSame(first, catalogs.of("d"));
        pass(catalogs, Duration.ofSeconds(2));
        assertNull(catalogs.of("d"));
        database.failure = null;
        pass(catalogs, Duration.ofSeconds(11));
        assertSame(first, catalogs.of("d"));
    }

    @Test
    void doesNotReadWhatIsTooLarge() {
        try (Catalogs small = catalogs(4)) {
            pass(small, Duration.ofSeconds(30));
            assertNull(small.of("d"));
            assertEquals(0, database.reads);
            assertEquals(3, database.fingerprints);
        }
    }

    @Test
    void leavesDatabasesWithoutClientsAlone() {
        catalogs.tick();
        awaitOther(null);
        database.used = false;
        pass(catalogs, Duration.ofSeconds(30));
        assertEquals(1, database.fingerprints);
        database.used = true;
        pass(catalogs, Duration.ofSeconds(1));
        assertNotNull(catalogs.of("d"));
        assertEquals(1, database.reads);
    }

    private static final class FakeClock implements Clock {
        final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L); // wraps around

        @Override
        public long nanos() {
            return nanos.get();
        }

        @Override
        public Instant now() {
            throw new UnsupportedOperationException();
        }
    }

    /** Answers at once, on the thread that asks. */
    private static final class FakeDatabase implements Databases {
        String fingerprint = "a";
        long epoch;
        boolean used = true;
        int fingerprints;
        int reads;
        @Nullable Failure failure;

        @Override
        public Map<String, Long> epochs() {
            return used ? Map.of("d", epoch) : Map.of();
        }

        @Override
        public void ask(String database, String sql, int limitBytes, Consumer<Answer> done) {
            boolean reading = sql.equals(CatalogQueries.READ);
            reads += reading ? 1 : 0;
            fingerprints += reading ? 0 : 1;
            Failure now = failure;
            if (now != null) {
                done.accept(new Answer.Failed(now));
                return;
            }
            List<List<@Nullable String>> rows = new ArrayList<>();
            rows.add(
                    reading
                            ? Arrays.asList("T", "t1", "public", "kind", null, null, null)
                            : List.of(fingerprint, "5"));
            done.accept(new Answer.Rows(rows));
        }
    }
}
