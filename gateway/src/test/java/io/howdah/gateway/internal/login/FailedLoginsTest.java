package io.howdah.gateway.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.FailureSettings;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Duration;

class FailedLoginsTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
    private static final long SECOND = 1_000_000_000L;

    private final FailedLogins failures =
            new FailedLogins(
                    new FailureSettings(3, Duration.ofSeconds(60), Duration.ofMillis(100)));

    @Test
    void barsAnAddressForTheRestOfTheWindow() {
        for (int i = 0; i < 3; i++) {
            assertFalse(failures.isBarred(HERE, i));
            assertEquals(i * 100_000_000L, failures.failed(HERE, i));
        }
        assertTrue(failures.isBarred(HERE, 59 * SECOND));
        assertFalse(failures.isBarred(HERE, 61 * SECOND));
        assertFalse(failures.isBarred(InetAddress.ofLiteral("192.0.2.2"), 0));
    }

    @Test
    void takesAnIpv6NetworkForOne() {
        for (int i = 0; i < 3; i++) {
            failures.failed(InetAddress.ofLiteral("2001:db8:0:1::" + i), 0);
        }
        assertTrue(failures.isBarred(InetAddress.ofLiteral("2001:db8:0:1:ffff::"), 0));
        assertFalse(failures.isBarred(InetAddress.ofLiteral("2001:db8:0:2::"), 0));
    }

    @Test
    void exemptsThisMachine() {
        for (int i = 0; i < 100; i++) {
            assertEquals(0, failures.failed(InetAddress.ofLiteral("::1"), 0));
            assertEquals(0, failures.failed(null, 0));
        }
        assertFalse(failures.isBarred(InetAddress.ofLiteral("::1"), 0));
        assertFalse(failures.isBarred(null, 0));
    }

    @Test
    void forgetsWhoHasNotFailedForLongest() {
        for (int i = 0; i < 3; i++) {
            failures.failed(HERE, 0);
        }
        for (int i = 0; i < 10_000; i++) {
            failures.failed(InetAddress.ofLiteral("10.0." + i / 256 + "." + i % 256), 0);
        }
        assertFalse(failures.isBarred(HERE, 0));
    }
}
