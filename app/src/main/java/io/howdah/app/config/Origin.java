package io.howdah.app.config;

import io.howdah.base.config.ConfigNode;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.config.GatewaySettings;

import java.nio.file.Path;

/**
 * Where a process has its settings from, and can have them from again.
 *
 * @param configuration reads them
 * @param source opens the file, or repeats the options
 */
public record Origin(Configuration configuration, Source source) {
    /** What was written, and what file names in it are relative to. */
    public record Document(ConfigNode tree, Path folder) {
        /** The same with another value of {@code key}, such as {@code pool.size}. */
        public Document with(String key, String value) {
            return new Document(Overriding.in(tree, key, value), folder);
        }
    }

    /** Can be opened again and again. */
    public interface Source {
        /** What is written there now. */
        Document open() throws InvalidConfiguration;
    }

    /** A YAML file. */
    public static Origin of(Configuration configuration, Path file) {
        return new Origin(configuration, () -> configuration.open(file));
    }

    /** A tree made of command-line options. */
    public static Origin of(Configuration configuration, ConfigNode tree) {
        Document document = configuration.document(tree);
        return new Origin(configuration, () -> document);
    }

    /** What is written there now. */
    public Document open() throws InvalidConfiguration {
        return source.open();
    }

    /**
     * The settings in {@code document}, with the users in the file that it names.
     *
     * @throws InvalidConfiguration with everything that is wrong
     */
    public GatewaySettings settings(Document document) throws InvalidConfiguration {
        return configuration.read(document);
    }
}
