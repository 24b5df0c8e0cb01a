package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;

final class ShareWidthTest {
    private static final int MOST = 8;

    /** Processors of one's own for each backend. */
    private static double parallel(int width) {
        return 1.0 / width;
    }

    /** One processor for all, and each backend wakes up for fewer requests. */
    private static double crowded(int width) {
        return 1 + 0.04 * width;
    }

    private final ShareWidth width = new ShareWidth();
    private final Random random = new Random(5);
    private final long[] nanosAt = new long[MOST + 1];
    private long now = 1;
    private int changes;

    /** Clients that ask again as soon as they are answered, on as many backends as they may. */
    private void load(int clients, double seconds, double nanos, IntToDoubleFunction factor) {
        load(clients, seconds, nanos, factor, 0);
    }

    /** Clients that ask again, or if {@code every} is not 0 one request each so many ns. */
    private void load(
            int clients, double seconds, double nanos, IntToDoubleFunction factor, long every) {
        int wanted = Math.ceilDiv(clients, 16);
        long begin = now;
        long end = now + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        Arrays.fill(nanosAt, 0);
        while (now < end) {
            int used = Math.min(wanted, width.limit(MOST));
            width.busy(used);
            if (wanted > used) {
                width.pressed();
            }
            double noise = 1 + 0.3 * random.nextGaussian();
            long took = (long) (clients * nanos * factor.applyAsDouble(used) * Math.max(noise, .1));
            long step = every == 0 ? Math.max(1, took / clients) : every;
            now += step;
            if (now > begin + (end - begin) / 2) {
                nanosAt[width.limit(MOST)] += step;
            }
            if (width.answered(now - took, now, MOST)) {
                changes++;
            }
        }
    }

    /** What the limit was most of the time, in the last load: another may be on trial now. */
    private int limit() {
        int most = 0;
        for (int limit = 1; limit <= MOST; limit++) {
            most = nanosAt[limit] > nanosAt[most] ? limit : most;
        }
        return most;
    }

    @Test
    void beginsWithAll() {
        assertEquals(MOST, width.limit(MOST));
        assertEquals(3, width.limit(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 200})
    void findsThatOneIsBestForAServerWithoutProcessorsToSpare(int clients) {
        load(clients, 5, 15_000, ShareWidthTest::crowded);
        assertEquals(1, limit());
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 200})
    void keepsAllWhereEachOneMoreMakesAnswersComeSooner(int clients) {
        load(clients, 20, 50_000, ShareWidthTest::parallel);
        assertEquals(
                Math.min(MOST, Math.ceilDiv(clients, 16)),
                Math.min(limit(), Math.ceilDiv(clients, 16)));
    }

    @Test
    void widensAgainWhenThereAreProcessorsToSpare() {
        load(200, 5, 15_000, ShareWidthTest::crowded);
        assertEquals(1, limit());
        load(200, 5, 200_000, ShareWidthTest::parallel);
        assertTrue(limit() >= 7, "only " + limit());
    }

    @Test
    void widensAgainWhenMoreClientsCome() {
        load(16, 60, 50_000, ShareWidthTest::parallel);
        load(200, 5, 50_000, ShareWidthTest::parallel);
        assertEquals(MOST, limit());
    }

    @Test
    void stopsWhereFewerWouldBeWorse() {
        load(200, 20, 50_000, used -> 1.0 / Math.min(used, 4) + 0.03 * used);
        assertEquals(4, limit());
    }

    @Test
    void triesInVainLessAndLess() {
        load(200, 5, 50_000, ShareWidthTest::parallel);
        int tried = 0;
        boolean before = false;
        for (int i = 0; i < 60_000; i++) {
            load(200, .001, 50_000, ShareWidthTest::parallel);
            boolean narrower = width.limit(MOST) < MOST;
            tried += narrower && !before ? 1 : 0;
            before = narrower;
        }
        assertTrue(tried <= 4 * 4, tried + " windows");
        assertEquals(0, changes);
    }

    @Test
    void leavesALoneBackendInPeace() {
        load(8, 60, 50_000, ShareWidthTest::parallel);
        assertEquals(0, changes);
        assertEquals(MOST, limit());
    }

    @Test
    void letsRequestsBeAnsweredSoonerWhereAllAreAnsweredAnyhow() {
        load(200, 60, 50_000, ShareWidthTest::parallel, 20_000);
        assertEquals(MOST, limit());
        load(200, 60, 50_000, ShareWidthTest::crowded, 20_000);
        assertEquals(1, limit());
    }

    @Test
    void isNotMisledByFewThatTakeFarLonger() {
        load(200, 5, 50_000, ShareWidthTest::parallel);
        for (int i = 0; i < 200; i++) {
            load(200, .1, 50_000, ShareWidthTest::parallel);
            width.answered(now - TimeUnit.SECONDS.toNanos(2), now, MOST);
        }
        assertEquals(0, changes);
    }

    @Test
    void forgetsATrialWhoseLoadHasGone() {
        load(64, .1, 15_000, ShareWidthTest::crowded);
        now += TimeUnit.MINUTES.toNanos(10);
        load(64, 5, 15_000, ShareWidthTest::crowded);
        assertEquals(1, limit());
    }
}
