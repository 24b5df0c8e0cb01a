package io.howdah.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Secret;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.UserSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ConfigurationTest {
    private final Path directory;

    ConfigurationTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void joinsUsersOfBothFiles() throws Exception {
        Files.createDirectory(directory.resolve("etc"));
        write("etc/users.txt", "\"b\" \"two\"\n");
        write(
                "etc/howdah.yaml",
                """
                auth: {users-file: users.txt}
                nodes: [{address: "db:5432"}]
                users:
                  - {name: a, password: "${PW}"}
                """);
        GatewaySettings settings = load("etc/howdah.yaml");
        assertEquals(List.of("a", "b"), settings.users().stream().map(UserSettings::name).toList());
        assertEquals(
                List.of("hunter2", "two"),
                settings.users().stream()
                        .map(user -> user.password().map(Secret::reveal).orElse(""))
                        .toList());
    }

    @Test
    void refusesUserOfBothFiles() throws IOException {
        write("users.txt", "\"a\" \"hunter2\"\n");
        write(
                "howdah.yaml",
                """
                auth: {users-file: users.txt}
                nodes: [{address: "db:5432"}]
                users: [{name: a, password: "${PW}"}]
                """);
        String message = refused("howdah.yaml");
        assertTrue(message.endsWith("users.txt:1: user a is there twice"), message);
        assertFalse(message.contains("hunter2"), message);
    }

    @Test
    void refusesMissingUsersFile() throws IOException {
        write(
                "howdah.yaml",
                """
                auth: {users-file: users.txt}
                nodes: [{address: "db:5432"}]
                """);
        assertTrue(refused("howdah.yaml").endsWith("users.txt: there is no such file"));
    }

    @Test
    void refusesThatNobodyCanLogIn() throws IOException {
        write("howdah.yaml", "nodes: [{address: \"db:5432\"}]\n");
        assertEquals(
                "howdah.yaml: users: nobody can log in: name users here or in auth.users-file",
                refused("howdah.yaml"));
    }

    @Test
    void namesTheLineOfARuleThatIsWrong() throws IOException {
        write("pg_hba.conf", "local all all trust\nlocal all all magic\n");
        write(
                "howdah.yaml",
                """
                auth: {hba-file: pg_hba.conf}
                nodes: [{address: "db:5432"}]
                """);
        assertTrue(
                refused("howdah.yaml")
                        .endsWith("pg_hba.conf:2: invalid authentication method \"magic\""));
    }

    @Test
    void refusesTrustForOtherMachinesAtItsLine() throws IOException {
        write(
                "howdah.yaml",
                """
                auth: {method: trust}
                listen: 0.0.0.0:6432
                nodes: [{address: "db:5432"}]
                """);
        assertTrue(refused("howdah.yaml").startsWith("howdah.yaml:2: listen: 0.0.0.0:6432 can"));
    }

    @Test
    void refusesFileThatIsNoText() throws IOException {
        Files.write(directory.resolve("howdah.yaml"), new byte[] {(byte) 0xC3, 0x28});
        assertEquals("howdah.yaml: is not UTF-8 text", refused("howdah.yaml"));
    }

    private GatewaySettings load(String file) throws InvalidConfiguration {
        return new Configuration(directory, Map.of("PW", "hunter2")).load(Path.of(file));
    }

    private String refused(String file) {
        return assertThrows(InvalidConfiguration.class, () -> load(file)).getMessage();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }
}
