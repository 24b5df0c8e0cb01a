package io.howdah.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class CheckCommandTest {
    private final Path directory;
    private final Terminal terminal;

    CheckCommandTest(@TempDir Path directory) {
        this.directory = directory;
        this.terminal = new Terminal(directory, Map.of());
    }

    @Test
    void praisesValidFile() throws IOException {
        write(
                """
                auth: {method: trust}
                nodes:
                  - address: db1:5432
                """);
        assertEquals(0, terminal.run("check", "--config", "howdah.yaml"));
        assertEquals(
                "howdah.yaml is valid: listens on 127.0.0.1:6432, 1 node, 0 users\n",
                terminal.out.toString());
    }

    @Test
    void namesEveryProblemWithItsLine() throws IOException {
        write(
                """
                lisen: 127.0.0.1:6432
                nodes:
                  - address: db1:5432
                    pool:
                      size: many
                users:
                  - name: app
                    pasword: hunter2
                  - password: ${NOT_SET}
                """);
        assertEquals(3, terminal.run("check", "--config", "howdah.yaml"));
        assertEquals(
                """
                howdah.yaml:1: lisen: is not a known key; did you mean listen?
                howdah.yaml:5: nodes[0].pool.size: expected a whole number, found 'many'
                howdah.yaml:8: users[0].pasword: is not a known key; did you mean password?
                howdah.yaml:9: users[1].name: is required: write text
                howdah.yaml:9: users[1].password: environment variable NOT_SET is not set
                howdah: 5 problems
                """,
                terminal.err.toString());
    }

    @Test
    void tellsThatThereIsNoSuchFile() {
        assertEquals(3, terminal.run("check", "--config", "nowhere.yaml"));
        assertEquals(
                "nowhere.yaml: there is no such file\nhowdah: 1 problem\n",
                terminal.err.toString());
    }

    @Test
    void asksForFile() {
        assertEquals(2, terminal.run("check"));
        assertTrue(terminal.err.toString().contains("which file?"));
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("howdah.yaml"), text);
    }
}
