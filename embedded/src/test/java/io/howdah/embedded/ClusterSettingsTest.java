package io.howdah.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.base.config.InvalidSetting;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

final class ClusterSettingsTest {
    private static final Path DATA = Path.of(".howdah");

    @Test
    void refusesReplicaCountsOutOfRange() {
        assertEquals(0, new ClusterSettings(DATA, 0).replicas());
        assertEquals(16, new ClusterSettings(DATA, 16).replicas());
        for (int replicas : new int[] {-1, 17}) {
            InvalidSetting e =
                    assertThrows(InvalidSetting.class, () -> new ClusterSettings(DATA, replicas));
            assertEquals("replicas", e.key());
        }
    }
}
