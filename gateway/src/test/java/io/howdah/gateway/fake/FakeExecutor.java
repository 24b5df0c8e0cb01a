package io.howdah.gateway.fake;

import io.howdah.gateway.fake.FakeSql.SyntaxError;
import io.howdah.gateway.fake.FakeSql.Transaction;
import io.howdah.wire.BackendMessage.Column;
import io.howdah.wire.BackendMessage.CommandComplete;
import io.howdah.wire.BackendMessage.DataRow;
import io.howdah.wire.BackendMessage.NoData;
import io.howdah.wire.BackendMessage.ParameterDescription;
import io.howdah.wire.BackendMessage.PortalSuspended;
import io.howdah.wire.BackendMessage.RowDescription;
import io.howdah.wire.Bytes;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Statements, portals and transactions of one fake session, by the rules of postgres.c. */
final class FakeExecutor {
    private static final int TEXT = 25;

    private final FakePostgres server;
    private final FakeState state;
    private final FakeCommands commands;
    private final Map<String, Prepared> prepared = new HashMap<>();
    private final Map<String, Portal> portals = new HashMap<>();
    private boolean pipelining;

    private record Prepared(@Nullable FakeSql sql) {
        boolean isExit() {
            return sql != null && sql.isExit();
        }

        int parameters() {
            return sql != null && sql.hasParameter() ? 1 : 0;
        }
    }

    private static final class Portal {
        final @Nullable FakeSql sql;
        final String parameter;
        int fetched;
        boolean done;

        Portal(@Nullable FakeSql sql, String parameter) {
            this.sql = sql;
            this.parameter = parameter;
        }
    }

    FakeExecutor(FakePostgres server, FakeSession session, FakeState state) {
        this.server = server;
        this.state = state;
        this.commands = new FakeCommands(server, session, state, this);
    }

    /** Cancels what is being run; from any thread. */
    void cancel() {
        commands.cancel();
    }

    boolean isSleeping() {
        return commands.isSleeping();
    }

    int statements() {
        return prepared.size();
    }

    void deallocateAll() {
        prepared.keySet().removeIf(name -> !name.isEmpty());
    }

    boolean deallocate(String name) {
        return prepared.remove(name) != null;
    }

    // ---- transactions

    private void start(@Nullable FakeSql sql) throws FakeError {
        if (state.isFailed() && (sql == null || !sql.isExit())) {
            throw aborted();
        }
        String strange = sql == null ? null : state.strangeTo(sql.client());
        if (strange != null) {
            server.violated(strange);
        }
        state.start();
        state.workFor(sql == null ? "" : sql.client());
    }

    private static FakeError aborted() {
        return new FakeError(
                "25P02",
                "current transaction is aborted, commands ignored until end of transaction block");
    }

    private void commit() {
        server.commit(state.commit());
        portals.clear();
        pipelining = false;
    }

    void sync() {
        if (!state.inBlock()) {
            commit();
        }
        pipelining = false;
    }

    /** An error was reported. */
    void abort() {
        state.fail();
        portals.clear();
        pipelining = false;
    }

    /** Runs BEGIN, COMMIT or ROLLBACK. */
    private String transaction(Transaction.Kind kind) throws FakeError {
        switch (kind) {
            case BEGIN -> {
                if (server.refusesBegin()) {
                    throw new FakeError("57014", "canceling statement due to statement timeout");
                }
                state.begin();
            }
            case COMMIT -> {
                if (state.isFailed()) {
                    state.rollback();
                    portals.clear();
                    return "ROLLBACK";
                }
                commit();
            }
            case ROLLBACK -> {
                state.rollback();
                portals.clear();
            }
        }
        return kind.name();
    }

    // ---- simple query

    void query(String text, FakeConnection open) throws IOException, FakeError {
        prepared.remove("");
        portals.remove("");
        List<FakeSql> all = parsed(text);
        if (all.isEmpty()) {
            FakeSession.empty(open);
        }
        for (FakeSql sql : all) {
            start(sql);
            commands.refuseInBlock(sql, all.size() > 1 || state.inBlock());
            if (sql.answersRows()) {
                describeRows(open);
            }
            String tag = run(sql, new Portal(sql, ""), 0, open);
            if (tag != null) {
                open.send(new CommandComplete(tag));
            }
        }
        if (!state.inBlock()) {
            commit();
        }
        pipelining = false;
    }

    private static List<FakeSql> parsed(String text) throws FakeError {
        try {
            return FakeSql.parse(text);
        } catch (SyntaxError e) {
            throw new FakeError("42601", String.valueOf(e.getMessage()));
        }
    }

    // ---- extended query

    void parse(Parse parse) throws FakeError {
        if (parse.statement().isEmpty()) {
            prepared.remove("");
        }
        List<FakeSql> all = parsed(parse.sql());
        if (all.size() > 1) {
            throw new FakeError(
                    "42601", "cannot insert multiple commands into a prepared statement");
        }
        FakeSql sql = all.isEmpty() ? null : all.getFirst();
        if (sql != null && state.isFailed() && !sql.isExit()) {
            throw aborted();
        }
        if (prepared.containsKey(parse.statement())) {
            throw new FakeError(
                    "42P05", "prepared statement \"" + parse.statement() + "\" already exists");
        }
        prepared.put(parse.statement(), new Prepared(sql));
    }

    private Prepared prepared(String name) throws FakeError {
        Prepared found = prepared.get(name);
        if (found == null) {
            throw new FakeError("26000", "prepared statement \"" + name + "\" does not exist");
        }
        return found;
    }

    void bind(Bind bind) throws FakeError {
        Prepared statement = prepared(bind.statement());
        if (bind.parameters().size() != statement.parameters()) {
            throw new FakeError("08P01", "bind message supplies a wrong number of parameters");
        }
        if (state.isFailed() && (!statement.isExit() || statement.parameters() > 0)) {
            throw aborted();
        }
        if (!bind.portal().isEmpty() && portals.containsKey(bind.portal())) {
            throw new FakeError("42P03", "cursor \"" + bind.portal() + "\" already exists");
        }
        Bytes first = bind.parameters().isEmpty() ? null : bind.parameters().getFirst();
        portals.put(bind.portal(), new Portal(statement.sql(), first == null ? "" : first.utf8()));
    }

    private Portal portal(String name) throws FakeError {
        Portal found = portals.get(name);
        if (found == null) {
            throw new FakeError("34000", "portal \"" + name + "\" does not exist");
        }
        return found;
    }

    void describe(Describe describe, FakeConnection open) throws IOException, FakeError {
        FakeSql sql;
        boolean ofStatement = describe.target() == Target.STATEMENT;
        if (ofStatement) {
            sql = prepared(describe.name()).sql();
        } else {
            sql = portal(describe.name()).sql;
        }
        boolean rows = sql != null && sql.answersRows();
        if (state.isFailed() && rows) {
            throw aborted();
        }
        if (ofStatement) {
            open.send(
                    new ParameterDescription(
                            sql != null && sql.hasParameter() ? List.of(TEXT) : List.of()));
        }
        if (rows) {
            describeRows(open);
        } else {
            open.send(new NoData());
        }
    }

    private static void describeRows(FakeConnection open) throws IOException {
        open.send(new RowDescription(List.of(Column.text("?column?"))));
    }

    void execute(Execute execute, FakeConnection open) throws IOException, FakeError {
        Portal portal = portal(execute.portal());
        FakeSql sql = portal.sql;
        if (sql == null) {
            FakeSession.empty(open);
            return;
        }
        start(sql);
        commands.refuseInBlock(sql, pipelining || state.inBlock());
        if (portal.done && !sql.answersRows()) {
            throw new FakeError("55000", "portal \"" + execute.portal() + "\" cannot be run");
        }
        String tag = run(sql, portal, execute.maxRows(), open);
        open.send(tag == null ? new PortalSuspended() : new CommandComplete(tag));
        if (!(sql instanceof Transaction)) {
            pipelining = true;
        }
    }

    void close(Close close) {
        if (close.target() == Target.STATEMENT) {
            prepared.remove(close.name());
        } else {
            portals.remove(close.name());
        }
    }

    // ---- running

    /** Answers the tag, or null if the portal is suspended. */
    private @Nullable String run(FakeSql sql, Portal portal, int maxRows, FakeConnection open)
            throws IOException, FakeError {
        if (sql instanceof Transaction(var kind)) {
            return transaction(kind);
        }
        if (!sql.answersRows()) {
            portal.done = true;
            return commands.run(sql, open);
        }
        String text = commands.text(sql, portal.parameter);
        int total = sql instanceof FakeSql.Select select ? select.rows() : 1;
        int padding = sql instanceof FakeSql.Select select ? select.padding() : 0;
        DataRow row = new DataRow(List.of(Bytes.utf8(text + "x".repeat(padding))));
        int left = total - portal.fetched;
        int count = maxRows > 0 ? Math.min(maxRows, left) : left;
        for (int i = 0; i < count; i++) {
            commands.checkCancelled(sql);
            open.send(row);
        }
        portal.fetched += count;
        return maxRows > 0 && count == maxRows ? null : "SELECT " + count;
    }
}
