package io.howdah.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.SettingComponent;
import io.howdah.base.config.SettingType;
import io.howdah.base.config.SettingsReader;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ConfigurationReferenceTest {
    @Test
    void pageInDocsIsWhatTheRecordsSay() throws IOException {
        assertEquals(
                ConfigurationReference.page(),
                Files.readString(Path.of("../docs/configuration.md")),
                "run ./howdah docs > docs/configuration.md");
    }

    @Test
    void exampleIsValid() throws InvalidConfiguration {
        GatewaySettings settings =
                new SettingsReader(Path.of(""), Map.of("BLOG_PASSWORD", "x"))
                        .read(
                                GatewaySettings.class,
                                YamlTree.read("howdah.yaml", ConfigurationReference.example()));
        assertEquals(PoolMode.SESSION, settings.users().get(1).pool().mode().orElseThrow());
        assertEquals("x", settings.users().getFirst().password().orElseThrow().reveal());
    }

    @Test
    void exampleShowsEveryKeyOfTheTopLevelAndItsSections() {
        for (SettingComponent component : SettingComponent.of(GatewaySettings.class)) {
            assertShown(component);
            if (component.type() instanceof SettingType.Group(var group)) {
                SettingComponent.of(group).forEach(ConfigurationReferenceTest::assertShown);
            }
        }
    }

    @Test
    void everySettingIsDocumented() {
        assertFalse(ConfigurationReference.page().contains("|  |\n"), "a meaning is missing");
    }

    private static void assertShown(SettingComponent component) {
        assertTrue(
                ConfigurationReference.example().contains(component.key() + ":"), component.key());
    }
}
