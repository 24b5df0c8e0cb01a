package io.howdah.app.config;

import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.SettingsReader;
import io.howdah.gateway.config.GatewaySettings;

import java.nio.file.Path;
import java.util.Map;

/** Reads settings from a text. */
final class SettingsYaml {
    private SettingsYaml() {}

    static GatewaySettings read(String yaml) throws InvalidConfiguration {
        return new SettingsReader(Path.of("/etc"), Map.of())
                .read(GatewaySettings.class, YamlTree.read("howdah.yaml", yaml));
    }
}
