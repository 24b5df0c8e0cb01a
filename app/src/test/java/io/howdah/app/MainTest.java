package io.howdah.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;

class MainTest {
    private final Terminal terminal = new Terminal(Path.of("").toAbsolutePath(), Map.of());

    @Test
    void listsCommandsAndExitCodes() {
        assertEquals(0, terminal.run("--help"));
        for (String word : new String[] {"up ", "run ", "check ", "Exit codes:", "5  the embed"}) {
            assertTrue(terminal.out.toString().contains(word), terminal.out.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "run", "check", "import", "bench"})
    void explainsEveryCommand(String command) {
        assertEquals(0, terminal.run(command, "--help"));
        assertTrue(terminal.out.toString().contains("Usage: howdah " + command));
        assertTrue(terminal.out.toString().contains("Exit codes:"));
    }

    @Test
    void tellsItsVersion() {
        assertEquals(0, terminal.run("--version"));
        assertTrue(terminal.out.toString().startsWith("howdah "));
        assertTrue(terminal.out.toString().contains("(Java 25"));
    }

    @Test
    void explainsItselfWhenAskedForNothing() {
        assertEquals(2, terminal.run());
        assertTrue(terminal.err.toString().contains("Usage: howdah COMMAND"));
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertEquals(2, terminal.run("chekc"));
        assertEquals(
                """
                howdah: there is no command chekc; did you mean check?
                See howdah --help
                """,
                terminal.err.toString());
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        assertEquals(2, terminal.run("run", "--nodes", "db1:5432"));
        assertEquals(
                """
                howdah: there is no option --nodes; did you mean --node?
                See howdah run --help
                """,
                terminal.err.toString());
    }

    @Test
    void refusesOptionWithoutItsValue() {
        assertEquals(2, terminal.run("run", "--node", "--listen"));
        assertTrue(terminal.err.toString().contains("--node needs a value: HOST:PORT"));
    }

    @Test
    void refusesOptionGivenTwice() {
        assertEquals(2, terminal.run("run", "--listen=a:1", "--listen=a:2"));
        assertTrue(terminal.err.toString().contains("--listen is given twice"));
    }

    @Test
    void refusesValueOfFlag() {
        assertEquals(2, terminal.run("up", "--demo=yes"));
        assertTrue(terminal.err.toString().contains("--demo takes no value"));
    }

    @Test
    void refusesStrayWord() {
        assertEquals(2, terminal.run("up", "demo"));
        assertTrue(terminal.err.toString().contains("there is no argument demo"));
    }
}
