package io.howdah.gateway.fake;

import io.howdah.base.Randomness;
import io.howdah.base.error.Failure;
import io.howdah.gateway.fake.FakeConnection.Frame;
import io.howdah.wire.BackendMessage.BackendKeyData;
import io.howdah.wire.BackendMessage.BindComplete;
import io.howdah.wire.BackendMessage.CloseComplete;
import io.howdah.wire.BackendMessage.EmptyQueryResponse;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.NotificationResponse;
import io.howdah.wire.BackendMessage.ParameterStatus;
import io.howdah.wire.BackendMessage.ParseComplete;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.Bytes;
import io.howdah.wire.CancelKey;
import io.howdah.wire.ErrorFields;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendType;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.StartupPacket;
import io.howdah.wire.TransactionStatus;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** One session of {@link FakePostgres}: start-up, and the main loop of postgres.c. */
final class FakeSession {
    private final FakePostgres server;
    private final Socket socket;
    private final int id;
    private final CancelKey key;
    private final Queue<NotificationResponse> notifications = new ArrayDeque<>();
    private volatile boolean inTransaction;
    private volatile int statements;
    private volatile boolean idle;
    private volatile boolean terminated;
    private volatile boolean deaf;
    private volatile @Nullable FakeConnection connection;
    private FakeState state = new FakeState(Map.of());
    private volatile FakeExecutor executor;

    FakeSession(FakePostgres server, Socket socket) {
        this.server = server;
        this.socket = socket;
        this.id = server.nextId();
        byte[] secret = new byte[32];
        Randomness.secure().nextBytes(secret);
        this.key = new CancelKey(id, Bytes.of(secret));
        this.executor = new FakeExecutor(server, this, state);
    }

    int id() {
        return id;
    }

    CancelKey key() {
        return key;
    }

    boolean isInTransaction() {
        return inTransaction;
    }

    boolean isSleeping() {
        return executor.isSleeping();
    }

    boolean isTerminated() {
        return terminated;
    }

    int statements() {
        return statements;
    }

    long bytesSent() {
        FakeConnection open = connection;
        return open == null ? 0 : open.sent();
    }

    // ---- from other threads

    void cancel() {
        executor.cancel();
    }

    void notified(int sender, String channel, String payload) {
        FakeConnection open = connection;
        if (open == null || !state.listensTo(channel)) {
            return;
        }
        synchronized (notifications) {
            notifications.add(new NotificationResponse(sender, channel, payload));
            if (idle) {
                try {
                    sendNotifications(open);
                    open.flush();
                } catch (IOException e) {
                    // The client has gone, as it will find out by itself.
                }
            }
        }
    }

    private void sendNotifications(FakeConnection to) throws IOException {
        for (var next = notifications.poll(); next != null; next = notifications.poll()) {
            to.send(next);
        }
    }

    /** It does not answer any more. */
    void deafen() {
        deaf = true;
    }

    /** Ends it with 57P01. */
    void terminate() {
        FakeConnection open = connection;
        if (open != null) {
            terminated = true;
            try {
                socket.shutdownInput();
            } catch (IOException e) {
                // It is gone already.
            }
            executor.cancel();
        }
    }

    // ---- its own thread

    void run() {
        try (socket) {
            FakeConnection open = new FakeConnection(socket);
            try {
                if (start(open)) {
                    connection = open;
                    serve(open);
                }
            } catch (FakeError e) {
                report(open, e);
            } catch (IOException e) {
                if (terminated) {
                    report(
                            open,
                            new FakeError(
                                    "FATAL",
                                    "57P01",
                                    "terminating connection due to administrator command"));
                }
            }
        } catch (IOException e) {
            // The client has gone.
        } finally {
            connection = null;
            server.leave(this);
        }
    }

    private boolean start(FakeConnection open) throws IOException, FakeError {
        try {
            switch (StartupPacket.decode(open.packet())) {
                case StartupPacket.Startup startup -> {
                    if (server.isStarting()) {
                        throw new FakeError("FATAL", "57P03", "the database system is starting up");
                    }
                    FakeLogin.check(open, startup, server.options().password());
                    if (!server.enter(this)) {
                        throw new FakeError("FATAL", "53300", "sorry, too many clients already");
                    }
                    Map<String, String> settings = new HashMap<>(startup.parameters());
                    settings.remove("user");
                    settings.remove("database");
                    state = new FakeState(settings);
                    executor = new FakeExecutor(server, this, state);
                    open.send(new BackendKeyData(key));
                    if (server.options().standby()) {
                        open.send(new ParameterStatus("in_hot_standby", "on"));
                    }
                    return true;
                }
                case StartupPacket.CancelRequest(var wanted) -> server.cancel(wanted);
                default -> {
                    open.raw('N');
                    return start(open);
                }
            }
            return false;
        } catch (ProtocolException e) {
            throw new FakeError("FATAL", "08P01", String.valueOf(e.getMessage()));
        }
    }

    private void serve(FakeConnection open) throws IOException, FakeError {
        boolean ready = true;
        boolean skipping = false;
        while (true) {
            if (ready) {
                ready(open);
            }
            ready = false;
            Frame frame = open.frame();
            synchronized (notifications) {
                idle = false;
            }
            if (terminated) {
                throw new IOException("terminated");
            }
            if (deaf) {
                continue;
            }
            byte type = frame.type();
            if (type == FrontendType.TERMINATE) {
                return;
            }
            if (type == FrontendType.SYNC) {
                skipping = false;
            }
            if (skipping) {
                continue;
            }
            try {
                ready = handle(frame, open);
            } catch (FakeError e) {
                report(open, e);
                if (e.severity().equals("FATAL")) {
                    return;
                }
                executor.abort();
                skipping = isExtended(type);
                ready = !skipping;
            }
            statements = executor.statements();
            inTransaction = state.inBlock();
        }
    }

    private static boolean isExtended(byte type) {
        return switch (type) {
            case FrontendType.PARSE,
                    FrontendType.BIND,
                    FrontendType.DESCRIBE,
                    FrontendType.EXECUTE,
                    FrontendType.CLOSE,
                    FrontendType.FLUSH ->
                    true;
            default -> false;
        };
    }

    /** Answers whether ReadyForQuery is next. */
    private boolean handle(Frame frame, FakeConnection open) throws IOException, FakeError {
        switch (frame.decode()) {
            case Query(String sql) -> {
                server.queried(sql);
                executor.query(sql, open);
                return true;
            }
            case Parse parse -> {
                executor.parse(parse);
                open.send(new ParseComplete());
            }
            case Bind bind -> {
                executor.bind(bind);
                open.send(new BindComplete());
            }
            case Describe describe -> executor.describe(describe, open);
            case Execute execute -> executor.execute(execute, open);
            case Close close -> {
                executor.close(close);
                open.send(new CloseComplete());
            }
            case FrontendMessage.Flush() -> open.flush();
            case FrontendMessage.Sync() -> {
                executor.sync();
                return true;
            }
            case FrontendMessage.FunctionCall _ ->
                    throw new FakeError("42883", "there are no functions here");
            default -> {} // COPY's messages outside COPY
        }
        return false;
    }

    private void ready(FakeConnection open) throws IOException {
        for (var change : state.changes().entrySet()) {
            open.send(new ParameterStatus(change.getKey(), change.getValue()));
        }
        synchronized (notifications) {
            sendNotifications(open);
            try {
                open.send(new ReadyForQuery(TransactionStatus.of((byte) state.status())));
            } catch (ProtocolException e) {
                throw new IllegalStateException(e);
            }
            open.flush();
            idle = true;
        }
    }

    private static void report(FakeConnection open, FakeError e) throws IOException {
        open.send(
                new ErrorResponse(
                        ErrorFields.of(
                                e.severity(),
                                Failure.reported(e.sqlState(), String.valueOf(e.getMessage())))));
        open.flush();
    }

    /** The answer to a text without statements. */
    static void empty(FakeConnection open) throws IOException {
        open.send(new EmptyQueryResponse());
    }
}
