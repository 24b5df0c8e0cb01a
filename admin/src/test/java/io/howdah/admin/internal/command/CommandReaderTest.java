package io.howdah.admin.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.admin.internal.command.Command.Verb;
import io.howdah.base.HostPort;
import io.howdah.base.error.Failure;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.ProcessControls.Shutdown;
import io.howdah.gateway.control.ServerControls.ServerChange;
import io.howdah.gateway.control.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

class CommandReaderTest {
    private final CommandReader reader = new CommandReader(List.of("pools", "clients", "help"));

    private Command one(String text) throws ControlRefused {
        List<Command> commands = reader.read(text);
        assertEquals(1, commands.size(), text);
        return commands.getFirst();
    }

    private Failure refusal(String text) {
        return assertThrows(ControlRefused.class, () -> reader.read(text)).failure();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show pools",
                " SHOW  Pools ; ",
                "select pools;",
                "show \"pools\"",
                "/* from a tool */ show pools -- now"
            })
    void readsShow(String text) throws ControlRefused {
        assertEquals(new Command.Show("pools"), one(text));
    }

    @Test
    void readsTargets() throws ControlRefused {
        assertEquals(new Command.Steer(Verb.PAUSE, new Target.All()), one("PAUSE"));
        assertEquals(
                new Command.Steer(Verb.RESUME, new Target.Database("shop")), one("resume shop"));
        assertEquals(
                new Command.Steer(Verb.KILL, new Target.Database("My \"shop\"")),
                one("KILL \"My \"\"shop\"\"\""));
        assertEquals(
                new Command.Steer(Verb.DISABLE, new Target.Database("user")),
                one("DISABLE DATABASE user"));
        assertEquals(
                new Command.Steer(Verb.RECONNECT, new Target.User("app")),
                one("reconnect user app"));
        assertEquals(
                new Command.Steer(
                        Verb.WAIT_CLOSE, new Target.Node(new HostPort("db1.example.org", 5432))),
                one("WAIT_CLOSE NODE db1.example.org:5432"));
        assertEquals(
                new Command.Steer(Verb.PAUSE, new Target.Node(new HostPort("::1", 5432))),
                one("pause node [::1]:5432"));
    }

    @Test
    void readsWhatEndsThings() throws ControlRefused {
        assertEquals(new Command.KillClient(17), one("KILL_CLIENT 17;"));
        assertEquals(new Command.ShutDown(Shutdown.IMMEDIATE), one("shutdown"));
        assertEquals(
                new Command.ShutDown(Shutdown.WAIT_FOR_CLIENTS), one("SHUTDOWN wait_for_clients"));
        assertEquals(new Command.Suspend(), one("suspend"));
        assertEquals(new Command.Reload(), one("RELOAD"));
    }

    @Test
    void readsWhatIsDoneToServers() throws ControlRefused {
        assertEquals(
                new Command.ChangeServer("replica-1", new ServerChange.Stop()),
                one("NODE STOP 'replica-1'"));
        assertEquals(
                new Command.ChangeServer("replica-1", new ServerChange.Start()),
                one("node start replica-1;"));
        assertEquals(
                new Command.ChangeServer("primary", new ServerChange.Kill()),
                one("node kill \"primary\""));
        assertEquals(delay(Duration.ofMillis(200)), one("NODE DELAY 'replica-1' '200ms'"));
        assertEquals(delay(Duration.ofMinutes(1)), one("NODE DELAY 'replica-1' 1min"));
        assertEquals(delay(Duration.ZERO), one("NODE DELAY 'replica-1' 0"));
    }

    private static Command delay(Duration time) {
        return new Command.ChangeServer("replica-1", new ServerChange.Delay(time));
    }

    @Test
    void tellsSettingsOfDriversFromThoseOfHowdah() throws ControlRefused {
        assertEquals(new Command.Set("pool.size", "7"), one("SET pool.size = 7"));
        assertEquals(new Command.Set("query_timeout", "2"), one("set query_timeout=2"));
        assertEquals(new Command.Set("x", "it's"), one("set X to 'it''s'"));
        assertEquals(new Command.Courtesy("SET"), one("SET extra_float_digits = 3"));
        assertEquals(new Command.Courtesy("SET"), one("SET DateStyle TO ISO, MDY"));
        assertEquals(
                new Command.Courtesy("SET"),
                one("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"));
    }

    @Test
    void answersWhatDriversAsk() throws ControlRefused {
        assertEquals(new Command.Courtesy("BEGIN"), one("BEGIN ISOLATION LEVEL SERIALIZABLE"));
        assertEquals(
                new Command.Constant("transaction_isolation", "read committed"),
                one("SHOW TRANSACTION ISOLATION LEVEL"));
        assertEquals(
                new Command.Constant("standard_conforming_strings", "on"),
                one("show standard_conforming_strings"));
        assertEquals(new Command.Constant("?column?", "1"), one("SELECT 1"));
    }

    @Test
    void readsSeveralAndNone() throws ControlRefused {
        assertEquals(
                List.of(new Command.Show("pools"), new Command.Show("clients")),
                reader.read("show pools;; show clients;"));
        assertEquals(List.of(), reader.read(" ; -- nothing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    show pool             | Did you mean pools? SHOW HELP lists the commands.
                    PAUS                  | Did you mean PAUSE? SHOW HELP lists the commands.
                    shutdown wait_clients | Did you mean WAIT_FOR_CLIENTS? SHOW HELP lists the commands.
                    node stopp primary    | Did you mean STOP? SHOW HELP lists the commands.
                    explain select 1      | SHOW HELP lists the commands.
                    """)
    void namesTheNearestCommand(String text, String hint) {
        assertEquals("42601", refusal(text).sqlState());
        assertEquals(hint, refusal(text).hint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show",
                "show pools clients",
                "enable",
                "pause node nowhere",
                "pause database a b",
                "pause 'x",
                "kill_client",
                "kill_client x",
                "set",
                "set pool.size",
                "reload now",
                "suspend x",
                "node",
                "node stop",
                "node stop replica-1 replica-2",
                "node delay replica-1",
                "node delay replica-1 soon"
            })
    void refusesWhatItCannotRead(String text) {
        assertEquals("42601", refusal(text).sqlState());
    }
}
