package io.howdah.base.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.DataSize;
import io.howdah.base.HostPort;
import io.howdah.base.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SettingsReaderTest {
    enum Colour {
        RED,
        DARK_BLUE
    }

    record Plain(
            String text,
            int number,
            long big,
            boolean flag,
            Duration time,
            Path path,
            Colour colour,
            DataSize size,
            HostPort address) {}

    record Limits(
            @Setting(value = "", fallback = "10") int most,
            @Setting(value = "", fallback = "1s") Duration patience) {
        Limits {
            if (most < 1) {
                throw new InvalidSetting("most", "must be at least 1, not " + most);
            }
        }
    }

    @Retired(key = "max-things", instead = "use limits.most")
    @Retired(key = "colour", instead = "Howdah has one colour now")
    record Shop(
            @Setting("") String name,
            @Setting("") Limits limits,
            @Setting("") Optional<Integer> floor,
            @Setting("") List<Limits> others,
            @Setting("") Map<String, Limits> byName,
            @Setting("") Optional<Secret> password) {}

    private final Tree tree = new Tree();
    private final Path directory;

    SettingsReaderTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void readsEveryKindOfScalar() throws InvalidConfiguration {
        Plain plain =
                reader(Map.of())
                        .read(
                                Plain.class,
                                tree.map(
                                        "text", "some words",
                                        "number", "-5",
                                        "big", "5000000000",
                                        "flag", "true",
                                        "time", "250ms",
                                        "path", "sub/file.txt",
                                        "colour", "dark-blue",
                                        "size", "64KiB",
                                        "address", "db1:5432"));
        assertEquals(
                new Plain(
                        "some words",
                        -5,
                        5_000_000_000L,
                        true,
                        Duration.ofMillis(250),
                        directory.resolve("sub/file.txt"),
                        Colour.DARK_BLUE,
                        new DataSize(65_536),
                        new HostPort("db1", 5432)),
                plain);
    }

    @Test
    void usesFallbacksForWhatIsAbsent() throws InvalidConfiguration {
        Shop shop = reader(Map.of()).read(Shop.class, tree.map("name", "x"));
        assertEquals(new Limits(10, Duration.ofSeconds(1)), shop.limits());
        assertEquals(Optional.empty(), shop.floor());
        assertEquals(List.of(), shop.others());
        assertEquals(Map.of(), shop.byName());
    }

    @Test
    void readsNestedRecordsListsAndMaps() throws InvalidConfiguration {
        Shop shop =
                reader(Map.of())
                        .read(
                                Shop.class,
                                tree.map(
                                        "name",
                                        "x",
                                        "floor",
                                        "3",
                                        "others",
                                        tree.list(tree.map("most", "4"), tree.nothing()),
                                        "by-name",
                                        tree.map("a", tree.map("most", "7"))));
        assertEquals(Optional.of(3), shop.floor());
        assertEquals(List.of(4, 10), shop.others().stream().map(Limits::most).toList());
        assertEquals(Map.of("a", new Limits(7, Duration.ofSeconds(1))), shop.byName());
    }

    @Test
    void takesSectionWithoutContentAsAbsent() throws InvalidConfiguration {
        Shop shop =
                reader(Map.of())
                        .read(
                                Shop.class,
                                tree.map(
                                        "name", "x",
                                        "limits", tree.nothing(),
                                        "others", tree.nothing(),
                                        "by-name", tree.nothing()));
        assertEquals(10, shop.limits().most());
        assertEquals(List.of(), shop.others());
    }

    @Test
    void findsAllProblemsAtOnceInTheirOrder() {
        InvalidConfiguration invalid =
                refused(
                        Map.of(),
                        tree.map(
                                "limits", tree.map("most", "many", "patience", "5"),
                                "florr", "1",
                                "floor", tree.nothing(),
                                "others", tree.list(tree.map(), tree.map("most", "0"), "scalar")));
        assertEquals(
                List.of(
                        "test.yaml:2: limits.most: expected a whole number, found 'many'",
                        "test.yaml:3: limits.patience: expected a duration such as 250ms, 5s,"
                                + " 10m, 2h or 1d, found '5'"),
                messages(invalid).subList(0, 2));
        assertTrue(messages(invalid).stream().anyMatch(m -> m.contains("name: is required")));
        assertTrue(messages(invalid).stream().anyMatch(m -> m.contains("did you mean floor?")));
        assertTrue(messages(invalid).stream().anyMatch(m -> m.contains("floor: has no value")));
        assertTrue(
                messages(invalid).stream()
                        .anyMatch(m -> m.contains("others[1].most: must be at least 1, not 0")));
        assertTrue(
                messages(invalid).stream()
                        .anyMatch(m -> m.contains("others[2]: expected keys with values")));
        assertEquals(7, invalid.problems().size(), invalid.getMessage());
        assertEquals(
                invalid.problems().stream().map(Problem::position).sorted().toList(),
                invalid.problems().stream().map(Problem::position).toList());
    }

    @Test
    void putsConstructorsRefusalAtTheValuesLine() {
        Problem problem =
                refused(
                                Map.of(),
                                tree.map(
                                        "name",
                                        "x",
                                        "limits",
                                        tree.map("patience", "1s", "most", "0")))
                        .problems()
                        .getFirst();
        assertEquals("limits.most", problem.key());
        // The values are numbered first, in the order of their texts: patience 2, most 3.
        assertEquals(3, problem.position().line());
    }

    @Test
    void reportsKeyThatIsThereTwice() {
        assertOneProblem(
                Map.of(),
                tree.map("name", "x", "name", "y"),
                "test.yaml:3: name: is there twice, first at test.yaml:2");
    }

    @Test
    void saysWhatReplacesRetiredKey() {
        assertOneProblem(
                Map.of(),
                tree.map("name", "x", "max-things", "y"),
                "test.yaml:3: max-things: is not a key any more: use limits.most");
    }

    @Test
    void listsKnownKeysWhenNoneIsNear() {
        assertOneProblem(
                Map.of(),
                tree.map("name", "x", "xylophone", "y"),
                "test.yaml:3: xylophone: is not a known key; known are by-name, floor, limits,"
                        + " name, others, password, password-file");
    }

    @Test
    void replacesVariables() throws InvalidConfiguration {
        Shop shop =
                reader(Map.of("WHO", "cart$1", "N", "12"))
                        .read(
                                Shop.class,
                                tree.map("name", "a ${WHO} $${WHO} ${NO:-b}", "floor", "${N}"));
        assertEquals("a cart$1 ${WHO} b", shop.name());
        assertEquals(Optional.of(12), shop.floor());
    }

    @Test
    void reportsVariableThatIsNotSet() {
        assertOneProblem(
                Map.of(),
                tree.map("name", "${MISSING}"),
                "test.yaml:2: name: environment variable MISSING is not set");
    }

    @Test
    void reportsBrokenReference() {
        assertTrue(
                refused(Map.of(), tree.map("name", "${oh no"))
                        .getMessage()
                        .contains("name: has a '${' that is not ${NAME}"));
    }

    @Test
    void neverShowsVariablesValue() {
        String message =
                refused(Map.of("PW", "hunter2"), tree.map("name", "x", "floor", "${PW}"))
                        .getMessage();
        assertFalse(message.contains("hunter2"), message);
        assertTrue(message.contains("expected a whole number"), message);
        assertTrue(message.contains("${PW}"), message);
    }

    @Test
    void readsSecretFromFileWithoutItsLastNewline() throws Exception {
        Files.writeString(directory.resolve("pw"), "tr0ub4dor\n\n");
        Shop shop = reader(Map.of()).read(Shop.class, tree.map("name", "x", "password-file", "pw"));
        assertEquals(Optional.of("tr0ub4dor\n"), shop.password().map(Secret::reveal));
    }

    @Test
    void reportsUnreadableSecretFile() {
        assertTrue(
                refused(Map.of(), tree.map("name", "x", "password-file", "pw"))
                        .getMessage()
                        .startsWith("test.yaml:3: password-file: cannot read the file '"));
    }

    @Test
    void refusesSecretGivenTwiceWithoutShowingIt() throws IOException {
        Files.writeString(directory.resolve("pw"), "tr0ub4dor");
        assertOneProblem(
                Map.of(),
                tree.map("name", "x", "password", "hunter2", "password-file", "pw"),
                "test.yaml:4: password-file: password is given too: keep one of them");
    }

    @Test
    void neverShowsSecretOfWrongShape() {
        String message =
                refused(Map.of(), tree.map("name", "x", "password", tree.list("hunter2")))
                        .getMessage();
        assertEquals("test.yaml:1: password: expected a secret, found a list", message);
    }

    private SettingsReader reader(Map<String, String> environment) {
        return new SettingsReader(directory, environment);
    }

    private InvalidConfiguration refused(Map<String, String> environment, ConfigNode root) {
        return assertThrows(
                InvalidConfiguration.class, () -> reader(environment).read(Shop.class, root));
    }

    private void assertOneProblem(Map<String, String> environment, ConfigNode root, String text) {
        assertEquals(List.of(text), messages(refused(environment, root)));
    }

    private static List<String> messages(InvalidConfiguration invalid) {
        return invalid.problems().stream().map(Problem::toString).toList();
    }
}
