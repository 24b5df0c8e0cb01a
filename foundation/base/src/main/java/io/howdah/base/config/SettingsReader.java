package io.howdah.base.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads settings records from a tree of nodes.
 *
 * <p>Keys are the records' components in kebab-case. Scalars may hold {@code ${NAME}} and {@code
 * ${NAME:-default}}; a secret {@code x} may come from a file named by {@code x-file}. Everything
 * that is wrong is found in one pass.
 */
public final class SettingsReader {
    private final Path directory;
    private final Map<String, String> environment;

    /**
     * @param directory what relative paths are relative to: the configuration file's folder
     * @param environment variables for {@code ${NAME}}
     */
    public SettingsReader(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    /**
     * The settings that {@code root} describes.
     *
     * @throws InvalidConfiguration with every problem there is
     */
    public <R extends Record> R read(Class<R> type, ConfigNode root) throws InvalidConfiguration {
        List<Problem> problems = new ArrayList<>();
        ScalarReader scalars =
                new ScalarReader(
                        new Interpolation(environment), new ScalarParser(directory), problems);
        Object settings = new RecordReader(scalars, problems).group(type, root, "");
        if (settings == null || !problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        return type.cast(settings);
    }
}
