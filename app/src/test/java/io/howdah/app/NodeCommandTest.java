package io.howdah.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.ServerControls.ServerChange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/** What it does to a running {@code up} is tested with one, in {@code testing/it}. */
@Timeout(30)
class NodeCommandTest {
    private final Terminal terminal = new Terminal(Path.of("/somewhere"), Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    node                 | what is to be done?
                    node stopp replica-1 | there is no action stopp; did you mean stop?
                    node stop            | which node? Write howdah node stop NAME
                    node kill a b        | which node? Write howdah node kill NAME
                    node delay replica-1 | write howdah node delay NAME TIME
                    node list replica-1  | node list takes no name
                    node list --port 0   | --port is a number within 1..65535, not '0'
                    """)
    void refusesWhatCannotBeUnderstood(String words, String message) {
        assertEquals(2, terminal.run(words.split(" ", -1)));
        assertEquals("howdah: " + message, terminal.err.toString().lines().findFirst().orElse(""));
    }

    @Test
    void tellsWhatToDoWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        assertEquals(1, terminal.run("node", "list", "--port", Integer.toString(port)));
        assertEquals(
                "howdah: nobody answers on 127.0.0.1:%d: start howdah up, or name its port with --port\n"
                        .formatted(port),
                terminal.err.toString());
    }

    @Test
    void isRefusedByRunWhichHasNoServersOfItsOwn() {
        assertEquals(0, terminal.run("run", "--node", "db:5432", "--auth", "trust"));
        ControlRefused refused =
                assertThrows(
                        ControlRefused.class,
                        () -> terminal.servers().change("db:5432", new ServerChange.Stop()));
        assertEquals("0A000", refused.failure().sqlState());
    }
}
