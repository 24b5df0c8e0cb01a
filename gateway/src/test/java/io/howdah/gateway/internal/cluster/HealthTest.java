package io.howdah.gateway.internal.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.internal.cluster.Health.Banned;
import io.howdah.gateway.internal.cluster.Health.Healthy;
import io.howdah.gateway.internal.cluster.Health.Returning;
import io.howdah.gateway.internal.cluster.Health.Suspected;
import io.howdah.gateway.internal.cluster.Health.Terms;
import io.howdah.gateway.internal.cluster.Health.Tried;

import org.junit.jupiter.api.Test;

class HealthTest {
    private static final long MILLI = 1_000_000;
    private static final Terms TERMS = new Terms(1_000 * MILLI, 10_000 * MILLI);

    @Test
    void isHealthyAtItsFirstAnswer() {
        assertFalse(Health.unasked().isSound());
        assertEquals(new Healthy(), Health.unasked().answered(0));
    }

    @Test
    void isSuspectedBeforeItIsBanned() {
        Health health = new Healthy().missed(0, TERMS);
        assertEquals(new Suspected(1), health);
        assertFalse(health.isSound());
        assertEquals(new Healthy(), health.answered(1));
        health = health.missed(1, TERMS).missed(2, TERMS);
        assertEquals(new Banned(2 + 100 * MILLI, 100 * MILLI), health);
    }

    @Test
    void isNotBannedForWhatOthersSay() {
        Health health = new Healthy().doubted();
        for (int i = 0; i < 100; i++) {
            health = health.doubted();
        }
        assertEquals(new Suspected(0), health);
    }

    @Test
    void isTriedWhenTheBanIsOver() {
        Banned banned = new Banned(50, 100 * MILLI);
        assertEquals(banned, banned.at(49, TERMS));
        assertEquals(banned, banned.missed(49, TERMS));
        assertEquals(new Tried(100 * MILLI), banned.at(50, TERMS));
    }

    @Test
    void doublesTheBanUpToTheLongest() {
        Health health = new Tried(100 * MILLI).missed(0, TERMS);
        assertEquals(new Banned(200 * MILLI, 200 * MILLI), health);
        for (int i = 0; i < 10; i++) {
            long now = ((Banned) health).untilNanos();
            health = health.at(now, TERMS).missed(now, TERMS);
        }
        assertEquals(1_000 * MILLI, ((Banned) health).banNanos());
    }

    @Test
    void returnsLittleByLittle() {
        Health health = new Tried(100 * MILLI).answered(0);
        assertTrue(health.isSound());
        assertEquals(0.05, health.share(0, TERMS));
        assertEquals(0.5, health.share(5_000 * MILLI, TERMS));
        assertInstanceOf(Returning.class, health.at(9_999 * MILLI, TERMS));
        assertEquals(new Healthy(), health.at(10_000 * MILLI, TERMS));
    }

    @Test
    void isBannedForLongerWhenItFailsWhileItReturns() {
        Health health = new Returning(0, 400 * MILLI).missed(7, TERMS);
        assertEquals(new Banned(7 + 800 * MILLI, 800 * MILLI), health);
    }
}
