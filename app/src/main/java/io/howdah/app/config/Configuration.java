package io.howdah.app.config;

import io.howdah.base.config.ConfigNode;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Position;
import io.howdah.base.config.Problem;
import io.howdah.base.config.SettingsReader;
import io.howdah.gateway.ConfiguredFiles;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.UserSettings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where settings come from: a YAML file or options, then the list of users that they name. */
public final class Configuration {
    private static final long MAX_FILE_BYTES = 16 << 20;

    private final Path directory;
    private final Map<String, String> environment;

    /**
     * @param directory what file names are relative to: the working directory
     * @param environment variables for {@code ${NAME}}
     */
    public Configuration(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    /**
     * The settings in a YAML file.
     *
     * @throws InvalidConfiguration with every problem there is; also when there is no such file
     */
    public GatewaySettings load(Path file) throws InvalidConfiguration {
        return read(open(file));
    }

    /** What a YAML file says. */
    Origin.Document open(Path file) throws InvalidConfiguration {
        Path absolute = directory.resolve(file).toAbsolutePath();
        ConfigNode tree = YamlTree.read(file.toString(), text(absolute, file.toString()));
        Path folder = absolute.getParent();
        return new Origin.Document(tree, folder == null ? directory : folder);
    }

    /** What command-line options say. */
    Origin.Document document(ConfigNode tree) {
        return new Origin.Document(tree, directory);
    }

    /** The settings in a tree made of command-line options. */
    public GatewaySettings read(ConfigNode tree) throws InvalidConfiguration {
        return read(document(tree));
    }

    GatewaySettings read(Origin.Document document) throws InvalidConfiguration {
        ConfigNode tree = document.tree();
        GatewaySettings settings =
                new SettingsReader(document.folder(), environment)
                        .read(GatewaySettings.class, tree);
        GatewaySettings complete = withUsersFile(settings, tree.position());
        ConfiguredFiles.check(complete, Position.of(tree.position().file()));
        if (isForNobody(complete)) {
            throw invalid(
                    Position.of(tree.position().file()),
                    "users",
                    "nobody can log in: name users here or in auth.users-file");
        }
        return complete;
    }

    private static boolean isForNobody(GatewaySettings settings) {
        boolean needsUsers =
                switch (settings.auth().method()) {
                    case SCRAM, MD5, PASSWORD -> true;
                    case TRUST, CERT, PEER -> false;
                };
        return needsUsers
                && settings.users().isEmpty()
                && !settings.auth().hasRules()
                && settings.auth().queryUser().isEmpty();
    }

    private GatewaySettings withUsersFile(GatewaySettings settings, Position tree)
            throws InvalidConfiguration {
        if (settings.auth().usersFile().isEmpty()) {
            return settings;
        }
        Path file = settings.auth().usersFile().get();
        List<UserSettings> users = new ArrayList<>(settings.users());
        Set<String> names = new HashSet<>(users.stream().map(UserSettings::name).toList());
        List<Problem> problems = new ArrayList<>();
        List<String> lines = text(file, file.toString()).lines().toList();
        UserList.read(file.toString(), lines, names, users, problems);
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        try {
            return withUsers(settings, users);
        } catch (InvalidSetting e) {
            throw invalid(tree, e.key(), String.valueOf(e.getMessage()));
        }
    }

    private static GatewaySettings withUsers(GatewaySettings settings, List<UserSettings> users) {
        return new GatewaySettings(
                settings.listen(),
                settings.sockets(),
                settings.tls(),
                settings.auth(),
                settings.nodes(),
                settings.backendTls(),
                users,
                settings.databases(),
                settings.pool(),
                settings.backends(),
                settings.clients(),
                settings.log(),
                settings.admin(),
                settings.threads(),
                settings.spin(),
                settings.maxPreparedStatements(),
                settings.drainTimeout(),
                settings.statisticsPeriod(),
                settings.cluster(),
                settings.catalog(),
                settings.multiplexing(),
                settings.routing());
    }

    private static String text(Path file, String name) throws InvalidConfiguration {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw invalid(Position.of(name), "", "is larger than 16 MiB");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw invalid(Position.of(name), "", "there is no such file");
        } catch (CharacterCodingException e) {
            throw invalid(Position.of(name), "", "is not UTF-8 text");
        } catch (IOException e) {
            throw invalid(Position.of(name), "", "cannot be read: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException
                ? "permission denied"
                : String.valueOf(e.getMessage());
    }

    private static InvalidConfiguration invalid(Position position, String key, String message) {
        return new InvalidConfiguration(List.of(new Problem(position, key, message)));
    }
}
