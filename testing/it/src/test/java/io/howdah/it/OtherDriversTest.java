package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Drivers of other languages; each script in {@code drivers} names the checks it passed. */
@EachRig
final class OtherDriversTest {
    private static final Path DRIVERS = Path.of("drivers").toAbsolutePath();
    private static final Path PYTHON_PACKAGES = Path.of("/usr/lib/python3/dist-packages");

    /** psycopg deallocates by SQL what it has prepared by the protocol. */
    private final Rig rig;

    OtherDriversTest(Rig rig) {
        this.rig = rig;
    }

    @Test
    void servesNodePostgres() throws Exception {
        Path folder = DRIVERS.resolve("node");
        Peer.require(folder.resolve("node_modules/pg-query-stream"), "`npm ci` in " + folder);
        check(
                new Tool(Peer.program("node", "nodejs")),
                "parameters prepared names errors transactions cursors streams copies settings"
                        + " notifications listeners pools",
                folder.resolve("check.js").toString());
    }

    @Test
    void servesPsycopg2() throws Exception {
        checkPython(
                "psycopg2",
                "check.py",
                "parameters prepared errors transactions cursors copies batches notifications"
                        + " cancels");
    }

    @Test
    void servesPsycopg3() throws Exception {
        String checks =
                "parameters prepared pipelines transactions cursors copies batches notifications"
                        + " settings cancels diagnoses deallocations";
        checkPython("psycopg", "psycopg3.py", checks, checks.split(" ", -1));
    }

    @Test
    void servesSqlAlchemy() throws Exception {
        checkPython(
                "sqlalchemy",
                "alchemy.py",
                "schema entities loading locking savepoints pages streams upserts isolation"
                        + " two_phases threads");
    }

    @Test
    void servesDjango() throws Exception {
        checkPython(
                "django",
                "django_orm.py",
                "schema entities queries updates transactions iteration time_zones threads"
                        + " deletions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"emulated", "native"})
    void servesPhp(String prepares) throws Exception {
        Tool php = new Tool(Peer.program("php", "php-cli"));
        Peer.require(Path.of("/etc/php/8.2/cli/conf.d/20-pdo_pgsql.ini"), "php-pgsql");
        check(
                php,
                "parameters prepared errors transactions cursors copies large_objects"
                        + " notifications settings persistence older_functions",
                DRIVERS.resolve("php/check.php").toString(),
                prepares);
    }

    @Test
    void servesPerl() throws Exception {
        Tool perl = new Tool(Peer.program("perl", "perl"));
        Peer.require(Path.of("/usr/lib/x86_64-linux-gnu/perl5/5.36/DBD/Pg.pm"), "libdbd-pg-perl");
        check(
                perl,
                "parameters prepared errors transactions batches copies cursors notifications"
                        + " asynchrony catalogue",
                DRIVERS.resolve("perl/check.pl").toString());
    }

    @Test
    void servesLibpqsPipelines() throws Exception {
        Peer.require(Path.of("/usr/include/postgresql/libpq-fe.h"), "libpq-dev");
        Path compiler = Peer.program("gcc", "gcc");
        Path folder = Scratch.folder("pipeline");
        String program = folder.resolve("pipeline").toString();
        String source = DRIVERS.resolve("c/pipeline.c").toString();
        new Tool(compiler)
                .run(
                        rig.howdah(),
                        "-Wall",
                        "-Werror",
                        "-I/usr/include/postgresql",
                        "-o",
                        program,
                        source,
                        "-lpq");
        check(
                new Tool(Path.of(program)),
                "queries prepared errors transactions flush_requests single_rows deep");
        Scratch.delete(folder);
    }

    private void checkPython(String module, String script, String checks, String... arguments)
            throws Exception {
        check(
                python(module),
                checks,
                Stream.concat(Stream.of(script(script)), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static Tool python(String module) {
        Peer.require(PYTHON_PACKAGES.resolve(module), "python3-" + module);
        return new Tool(Path.of("/usr/bin/python3"), Map.of("PYTHONDONTWRITEBYTECODE", "1"));
    }

    private static String script(String name) {
        return DRIVERS.resolve("python").resolve(name).toString();
    }

    private void check(Tool tool, String checks, String... arguments) throws Exception {
        String passed = tool.run(rig.howdah(), arguments);
        assertEquals(List.of(checks.split(" ", -1)), passed.lines().toList());
    }
}
