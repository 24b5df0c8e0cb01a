package io.howdah.admin.internal.session;

import io.howdah.admin.internal.command.Command;
import io.howdah.admin.internal.command.CommandReader;
import io.howdah.admin.internal.command.Refusals;
import io.howdah.admin.internal.table.Column;
import io.howdah.admin.internal.table.Table;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.BindComplete;
import io.howdah.wire.BackendMessage.CloseComplete;
import io.howdah.wire.BackendMessage.NoData;
import io.howdah.wire.BackendMessage.ParameterDescription;
import io.howdah.wire.BackendMessage.ParseComplete;
import io.howdah.wire.Format;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.Target;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prepared commands and portals of one session. Used by one thread at a time. */
final class ExtendedQuery {
    /** Of statements and of portals; a console needs few. */
    private static final int LIMIT = 1_000;

    private final CommandReader reader;
    private final Executor executor;
    private final Map<String, Command> statements = new HashMap<>();
    private final Map<String, Portal> portals = new HashMap<>();

    ExtendedQuery(CommandReader reader, Executor executor) {
        this.reader = reader;
        this.executor = executor;
    }

    List<BackendMessage> parse(Parse parse) throws ControlRefused {
        List<Command> commands = reader.read(parse.sql());
        if (commands.size() > 1) {
            throw Refusals.syntax("cannot insert multiple commands into a prepared statement");
        }
        if (!parse.statement().isEmpty() && statements.containsKey(parse.statement())) {
            throw refused(
                    ErrorCode.DUPLICATE_STATEMENT,
                    "prepared statement \"" + parse.statement() + "\" already exists");
        }
        checkRoom(statements);
        statements.put(
                parse.statement(), commands.isEmpty() ? new Command.Empty() : commands.getFirst());
        return List.of(new ParseComplete());
    }

    List<BackendMessage> bind(Bind bind) throws ControlRefused {
        Command command = statement(bind.statement());
        if (!bind.parameters().isEmpty()) {
            throw refused(
                    ErrorCode.PROTOCOL_VIOLATION,
                    "bind message supplies "
                            + bind.parameters().size()
                            + " parameters, but a command of the console takes none");
        }
        int columns = executor.columns(command).map(List::size).orElse(0);
        int formats = bind.resultFormats().size();
        if (formats > 1 && formats != columns) {
            throw refused(
                    ErrorCode.PROTOCOL_VIOLATION,
                    "bind message has "
                            + formats
                            + " result formats but the command has "
                            + columns
                            + " columns");
        }
        checkRoom(portals);
        portals.put(bind.portal(), new Portal(command, bind.resultFormats()));
        return List.of(new BindComplete());
    }

    List<BackendMessage> describe(Describe describe) throws ControlRefused {
        if (describe.target() == Target.STATEMENT) {
            return List.of(
                    new ParameterDescription(List.of()),
                    description(statement(describe.name()), List.of()));
        }
        Portal portal = portal(describe.name());
        return List.of(description(portal.command(), portal.formats()));
    }

    private BackendMessage description(Command command, List<Format> formats) {
        Optional<List<Column>> columns = executor.columns(command);
        return columns.isPresent() ? Table.description(columns.get(), formats) : new NoData();
    }

    /** Executes a portal, once; further calls send more of its rows. */
    Answer execute(Execute execute) throws ControlRefused {
        Portal portal = portal(execute.portal());
        Result result = portal.result();
        if (result == null) {
            result = executor.execute(portal.command());
            portal.executed(result);
        }
        return new Answer(Answers.of(result, portal, execute.maxRows()), result);
    }

    /** Messages, and what they tell of. */
    record Answer(List<BackendMessage> messages, Result result) {}

    List<BackendMessage> close(Close close) {
        if (close.target() == Target.STATEMENT) {
            statements.remove(close.name());
        } else {
            portals.remove(close.name());
        }
        return List.of(new CloseComplete());
    }

    /** Portals end with their transaction. */
    void closePortals() {
        portals.clear();
    }

    /** A simple query drops what has no name. */
    void closeUnnamed() {
        statements.remove("");
        portals.remove("");
    }

    private Command statement(String name) throws ControlRefused {
        Command command = statements.get(name);
        if (command == null) {
            throw refused(
                    ErrorCode.INVALID_STATEMENT_NAME,
                    "prepared statement \"" + name + "\" does not exist");
        }
        return command;
    }

    private Portal portal(String name) throws ControlRefused {
        Portal portal = portals.get(name);
        if (portal == null) {
            throw new ControlRefused(
                    Failure.reported("34000", "portal \"" + name + "\" does not exist"));
        }
        return portal;
    }

    private static void checkRoom(Map<String, ?> names) throws ControlRefused {
        if (names.size() >= LIMIT) {
            throw refused(
                    ErrorCode.CONFIGURATION_LIMIT_EXCEEDED,
                    "too many prepared statements or portals: " + LIMIT);
        }
    }

    private static ControlRefused refused(ErrorCode code, String message) {
        return new ControlRefused(Failure.of(code, message));
    }
}
