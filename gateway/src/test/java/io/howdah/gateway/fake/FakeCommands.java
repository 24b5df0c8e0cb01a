package io.howdah.gateway.fake;

import io.howdah.base.Clock;
import io.howdah.gateway.fake.FakeConnection.Frame;
import io.howdah.wire.BackendMessage.CopyData;
import io.howdah.wire.BackendMessage.CopyDone;
import io.howdah.wire.BackendMessage.CopyInResponse;
import io.howdah.wire.BackendMessage.CopyOutResponse;
import io.howdah.wire.Bytes;
import io.howdah.wire.Format;
import io.howdah.wire.FrontendMessage.CopyFail;
import io.howdah.wire.FrontendType;
import io.netty.buffer.ByteBuf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the statements of {@link FakeSql} do. */
final class FakeCommands {
    private final FakePostgres server;
    private final FakeSession session;
    private final FakeState state;
    private final FakeExecutor executor;
    private boolean running;
    private boolean cancelled;

    FakeCommands(FakePostgres server, FakeSession session, FakeState state, FakeExecutor executor) {
        this.server = server;
        this.session = session;
        this.state = state;
        this.executor = executor;
    }

    /** From any thread; of no effect when nothing runs, as in PostgreSQL. */
    synchronized void cancel() {
        cancelled = running;
        notifyAll();
    }

    /** Whether a statement sleeps now; from any thread. */
    synchronized boolean isSleeping() {
        return running;
    }

    synchronized void checkCancelled(FakeSql sql) throws FakeError {
        if (cancelled) {
            throw hit(sql);
        }
    }

    private FakeError hit(FakeSql sql) {
        cancelled = false;
        running = false;
        server.cancelHit(sql.client());
        return new FakeError("57014", "canceling statement due to user request");
    }

    /** Refuses what cannot be part of a transaction. */
    void refuseInBlock(FakeSql sql, boolean inBlock) throws FakeError {
        if (sql instanceof FakeSql.DiscardAll && inBlock) {
            throw new FakeError("25001", "DISCARD ALL cannot run inside a transaction block");
        }
    }

    /** The text of every row that {@code sql} answers. */
    String text(FakeSql sql, String parameter) throws FakeError, IOException {
        return switch (sql) {
            case FakeSql.Select select -> select.text().equals("$1") ? parameter : select.text();
            case FakeSql.Sleep sleep -> {
                sleep(sleep);
                yield sleep.text();
            }
            case FakeSql.Fail(String message) -> throw new FakeError("P0001", message);
            case FakeSql.SetConfig(Map<String, String> values) -> {
                setConfig(values);
                yield "";
            }
            case FakeSql.Show(String name) -> state.show(name);
            default -> throw new IllegalStateException("no rows from " + sql);
        };
    }

    private void setConfig(Map<String, String> values) throws FakeError {
        for (var entry : values.entrySet()) {
            String value = entry.getValue();
            if (value == null) {
                checkAllowed(entry.getKey());
                state.reset(entry.getKey());
            } else {
                set(entry.getKey(), value, false);
            }
        }
    }

    private void checkAllowed(String name) throws FakeError {
        if (name.equals(server.withheld())) {
            throw new FakeError("42501", "permission denied to set parameter \"" + name + "\"");
        }
    }

    private void set(String name, String value, boolean local) throws FakeError {
        checkAllowed(name);
        if (value.equals("invalid")) {
            throw new FakeError("22023", "invalid value for parameter \"" + name + "\"");
        }
        state.set(name, value, local);
    }

    @SuppressWarnings("WaitNotInLoop") // it is: until the time is over
    private synchronized void sleep(FakeSql.Sleep sleep) throws FakeError, IOException {
        running = true;
        long until = Clock.system().nanos() + sleep.millis() * 1_000_000;
        try {
            for (long left = sleep.millis();
                    left > 0 && !cancelled;
                    left = (until - Clock.system().nanos()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (session.isTerminated()) {
            throw new IOException("terminated");
        }
        checkCancelled(sleep);
        running = false;
    }

    /** Runs a statement that answers no rows; answers its tag. */
    String run(FakeSql sql, FakeConnection open) throws FakeError, IOException {
        return switch (sql) {
            case FakeSql.Insert(String text) -> {
                state.insert(text);
                yield "INSERT 0 1";
            }
            case FakeSql.Set(String name, String value, boolean local) -> {
                set(name, value, local);
                if (!local) {
                    state.own(sql.client());
                }
                yield "SET";
            }
            case FakeSql.ResetAll() -> {
                state.resetAll();
                yield "RESET";
            }
            case FakeSql.DiscardAll() -> {
                state.discardAll();
                executor.deallocateAll();
                yield "DISCARD ALL";
            }
            case FakeSql.Prepare(String name) -> {
                if (!state.prepare(name)) {
                    throw new FakeError("42P05", "prepared statement exists already");
                }
                state.own(sql.client());
                yield "PREPARE";
            }
            case FakeSql.Deallocate(String name) -> deallocate(name);
            case FakeSql.Listen(String channel, boolean _) -> {
                state.listen(channel, sql.client());
                yield "LISTEN";
            }
            case FakeSql.Unlisten(String channel) -> {
                state.unlisten(channel);
                yield "UNLISTEN";
            }
            case FakeSql.Notify(String channel, String payload) -> {
                server.notify(session.id(), channel, payload);
                yield "NOTIFY";
            }
            case FakeSql.Copy(boolean in, String text, int rows) ->
                    in ? copyIn(open) : copyOut(text, rows, open);
            case FakeSql.Command(String tag) -> tag;
            default -> throw new IllegalStateException("rows from " + sql);
        };
    }

    private String deallocate(String name) throws FakeError {
        if (name.isEmpty()) {
            state.deallocateAll();
            executor.deallocateAll();
            return "DEALLOCATE ALL";
        }
        if (!state.deallocate(name) && !executor.deallocate(name)) {
            throw new FakeError("26000", "prepared statement \"" + name + "\" does not exist");
        }
        return "DEALLOCATE";
    }

    private static String copyOut(String text, int rows, FakeConnection open) throws IOException {
        open.send(new CopyOutResponse(Format.TEXT, List.of(Format.TEXT)));
        for (int i = 0; i < rows; i++) {
            open.send(new CopyData(Bytes.utf8(text + "\n")));
        }
        open.send(new CopyDone());
        return "COPY " + rows;
    }

    /** Data is lines; one that begins with {@code bad} is refused. */
    private String copyIn(FakeConnection open) throws FakeError, IOException {
        open.send(new CopyInResponse(Format.TEXT, List.of(Format.TEXT)));
        open.flush();
        int rows = 0;
        StringBuilder rest = new StringBuilder();
        while (true) {
            Frame frame = open.frame();
            switch (frame.type()) {
                case FrontendType.COPY_DATA -> {
                    rest.append(text(frame.body()));
                    for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
                        copyLine(rest.substring(0, end));
                        rest.delete(0, end + 1);
                        rows++;
                    }
                }
                case FrontendType.COPY_DONE -> {
                    return "COPY " + rows;
                }
                case FrontendType.COPY_FAIL ->
                        throw new FakeError(
                                "57014",
                                "COPY from stdin failed: " + ((CopyFail) frame.decode()).reason());
                case FrontendType.SYNC, FrontendType.FLUSH -> {}
                default ->
                        throw new FakeError(
                                "FATAL", "08P01", "unexpected message type during COPY from stdin");
            }
        }
    }

    private static String text(ByteBuf body) {
        return body.toString(StandardCharsets.UTF_8);
    }

    private void copyLine(String line) throws FakeError {
        if (line.startsWith("bad")) {
            throw new FakeError("22P04", "bad line in COPY data");
        }
        state.insert(line);
    }
}
