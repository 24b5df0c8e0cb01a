package io.howdah.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * PostgreSQL's programs, unpacked.
 *
 * @param home the folder that holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path home) {
    /** The packed release, {@code 18.6.0}. */
    static final String VERSION = packedVersion();

    /** The release's first number, which a data directory must share: {@code 18}. */
    static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

    /**
     * The programs, unpacked now unless an earlier start did. They go to the machine's or user's
     * cache, or into {@code folder} when the cache cannot be used.
     */
    static Binaries unpacked(ServerUser user, Path folder) throws ClusterException {
        Platform platform = Platform.current();
        String name = "postgresql-" + VERSION + "-" + platform.label();
        try {
            Path cache = user.cache().resolve("howdah");
            Path home = cache.resolve(name);
            if (Files.isDirectory(home) || isUsable(cache)) {
                unpack(platform, home);
                if (user.canEnter(home.resolve("bin"))) {
                    return new Binaries(home);
                }
            }
            Path own = folder.resolve(name);
            unpack(platform, own);
            return new Binaries(own);
        } catch (IOException e) {
            throw ClusterException.of("cannot unpack PostgreSQL " + VERSION, e);
        }
    }

    Path initdb() {
        return home.resolve("bin/initdb");
    }

    Path postgres() {
        return home.resolve("bin/postgres");
    }

    Path pgCtl() {
        return home.resolve("bin/pg_ctl");
    }

    private static boolean isUsable(Path cache) {
        try {
            Tree.makeFolder(cache);
            return Files.isWritable(cache);
        } catch (IOException _) {
            return false; // a read-only or missing home is no error: the data folder will do
        }
    }

    private static void unpack(Platform platform, Path home) throws ClusterException, IOException {
        if (Files.isDirectory(home)) {
            return;
        }
        try (InputStream archive = Binaries.class.getResourceAsStream(platform.archive())) {
            if (archive == null) {
                throw new ClusterException(
                        "this Howdah was built without PostgreSQL for "
                                + platform.label()
                                + ": build it on such a machine");
            }
            TarXz.unpack(archive, home);
        }
    }

    private static String packedVersion() {
        try (InputStream in = Binaries.class.getResourceAsStream("binaries.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
