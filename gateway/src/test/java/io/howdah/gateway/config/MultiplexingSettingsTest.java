package io.howdah.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.base.config.InvalidSetting;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class MultiplexingSettingsTest {
    private static MultiplexingSettings queue(Duration queue) {
        MultiplexingSettings usual = MultiplexingSettings.DEFAULT;
        return new MultiplexingSettings(
                usual.enabled(),
                usual.prepare(),
                usual.literals(),
                usual.sharedSync(),
                usual.backends(),
                usual.adapt(),
                usual.depth(),
                queue,
                usual.warmUp(),
                usual.longest(),
                usual.patience(),
                usual.largestAnswer(),
                usual.largestRequest());
    }

    private static void refuses(Duration queue) {
        InvalidSetting error = assertThrows(InvalidSetting.class, () -> queue(queue));
        assertEquals("queue", error.key());
    }

    @Test
    void boundsTheQueue() {
        Duration longest = Duration.ofSeconds(10);
        assertEquals(Duration.ZERO, queue(Duration.ZERO).queue());
        assertEquals(longest, queue(longest).queue());
        refuses(Duration.ofNanos(-1));
        refuses(longest.plusNanos(1));
    }
}
