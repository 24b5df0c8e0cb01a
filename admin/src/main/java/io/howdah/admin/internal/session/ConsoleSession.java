package io.howdah.admin.internal.session;

import io.howdah.admin.internal.command.Command;
import io.howdah.admin.internal.command.CommandReader;
import io.howdah.admin.internal.show.Shows;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.Controls;
import io.howdah.gateway.control.LocalLogin;
import io.howdah.gateway.control.LocalSession;
import io.howdah.gateway.control.ProcessControls;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.EmptyQueryResponse;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.FunctionCall;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.TransactionStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One operator's session, in the simple and the extended protocol. Used by one thread at a time.
 *
 * <p>Transactions are a matter of form: drivers open them, and nothing here can be rolled back.
 */
public final class ConsoleSession implements LocalSession {
    private final LocalLogin login;
    private final CommandReader reader;
    private final Executor executor;
    private final ExtendedQuery extended;
    private TransactionStatus status = TransactionStatus.IDLE;
    private boolean skipping;

    /**
     * A session that has just begun.
     *
     * @param admin whether it may steer, too
     */
    public ConsoleSession(
            LocalLogin login,
            boolean admin,
            Shows shows,
            Controls controls,
            ProcessControls process) {
        this.login = login;
        TreeSet<String> names = new TreeSet<>(shows.names());
        names.add(Executor.HELP);
        this.reader = new CommandReader(names);
        this.executor = new Executor(shows, controls, process, login.user(), admin);
        this.extended = new ExtendedQuery(reader, executor);
    }

    /** PgBouncer's, by which its exporters know that they are at the right place. */
    @Override
    public Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("server_version", "1.25.2/bouncer");
        parameters.put("server_encoding", "UTF8");
        parameters.put("client_encoding", "UTF8");
        parameters.put("DateStyle", "ISO");
        parameters.put("TimeZone", "GMT");
        parameters.put("integer_datetimes", "on");
        parameters.put("standard_conforming_strings", "on");
        parameters.put("is_superuser", "on");
        String applicationName = login.settings().getOrDefault("application_name", "");
        parameters.put("application_name", applicationName);
        return parameters;
    }

    @Override
    public List<BackendMessage> receive(FrontendMessage message) {
        if (message instanceof Sync) {
            return sync();
        }
        if (message instanceof Query(String sql)) {
            skipping = false;
            return query(sql);
        }
        if (skipping) {
            return List.of();
        }
        try {
            return extended(message);
        } catch (ControlRefused e) {
            skipping = !(message instanceof FunctionCall);
            List<BackendMessage> messages = new ArrayList<>();
            messages.add(Answers.error(e.failure()));
            if (!skipping) {
                messages.add(new ReadyForQuery(status));
            }
            return messages;
        }
    }

    private List<BackendMessage> sync() {
        skipping = false;
        if (status == TransactionStatus.IDLE) {
            extended.closePortals();
        }
        return List.of(new ReadyForQuery(status));
    }

    private List<BackendMessage> extended(FrontendMessage message) throws ControlRefused {
        return switch (message) {
            case Parse parse -> extended.parse(parse);
            case Bind bind -> extended.bind(bind);
            case Describe describe -> extended.describe(describe);
            case Execute execute -> {
                ExtendedQuery.Answer answer = extended.execute(execute);
                follow(answer.result());
                yield answer.messages();
            }
            case Close close -> extended.close(close);
            case FunctionCall _ ->
                    throw new ControlRefused(
                            Failure.of(
                                    ErrorCode.FEATURE_NOT_SUPPORTED,
                                    "the console has no functions to call"));
            default -> List.of(); // Flush, and COPY's messages outside COPY
        };
    }

    /** Commands are carried out one after the other, up to the first that fails. */
    private List<BackendMessage> query(String sql) {
        extended.closeUnnamed();
        List<BackendMessage> messages = new ArrayList<>();
        try {
            List<Command> commands = reader.read(sql);
            if (commands.isEmpty()) {
                messages.add(new EmptyQueryResponse());
            }
            for (Command command : commands) {
                Result result = executor.execute(command);
                follow(result);
                messages.addAll(Answers.of(result));
            }
        } catch (ControlRefused e) {
            messages.add(Answers.error(e.failure()));
        }
        messages.add(new ReadyForQuery(status));
        return messages;
    }

    private void follow(Result result) {
        TransactionStatus next = result.status();
        if (next != null) {
            status = next;
        }
    }

    @Override
    public void close() {
        executor.leave();
    }
}
