package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.sql.TransactionModes.Isolation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class SessionActionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "set a = 1 | a | 1",
                "SET \"Work_Mem\" TO '1MB' | work_mem | 1MB",
                "set session a.B to on | a.b | on",
                "set a = -007 | a | -7",
                "set a = 1.50 | a | 1.50",
                "set search_path to \"A b\", public, 'select' | search_path"
                        + " | \"A b\", public, \"select\"",
                "set datestyle = iso, dmy | datestyle | iso, dmy",
                "set time zone 'UTC' | timezone | UTC",
                "set time zone -5 | timezone | -5",
                "set names 'latin1' | client_encoding | latin1",
                "set schema 'A' | search_path | \"A\"",
                "set role None | role | none",
                "set session authorization \"Me\" | session_authorization | Me",
                "set session session authorization me | session_authorization | me",
                "set xml option document | xmloption | DOCUMENT",
                "set local.a = 1 | local.a | 1",
                "set session = 1 | session | 1",
                "set transaction to 'x' | transaction | x",
                "set names = 2 | names | 2",
                "set a = E'x\\ny' | a | `x\ny`",
                "set a = $$b$$ | a | b",
            })
    void readsWhatIsSet(String text, String name, String value) {
        assertEquals(
                new SettingAction.SetValue(name, Optional.of(value), false), action(text), text);
    }

    @Test
    void readsOtherFormsOfSet() {
        assertEquals(
                new SettingAction.SetValue("a", Optional.of("x"), true), action("set local a = x"));
        assertEquals(
                new SettingAction.SetValue("timezone", Optional.empty(), false),
                action("set time zone interval '1' hour to minute"));
        assertEquals(new SettingAction.SetDefault("a", false), action("set a to default"));
        assertEquals(
                new SettingAction.SetDefault("timezone", true),
                action("set local time zone local"));
        assertEquals(new SettingAction.SetDefault("client_encoding", false), action("set names"));
        assertEquals(
                new SettingAction.SetCharacteristics(
                        new TransactionModes(
                                Optional.of(true), Optional.empty(), Optional.of(false))),
                action("set session characteristics as transaction read only, not deferrable"));
    }

    @Test
    void readsResetShowAndDiscard() {
        assertEquals(new SettingAction.Reset("a.b"), action("reset A.b"));
        assertEquals(new SettingAction.Reset("timezone"), action("reset time zone"));
        assertEquals(
                new SettingAction.Reset("transaction_isolation"),
                action("reset transaction isolation level"));
        assertEquals(new SettingAction.ResetAll(), action("reset all"));
        assertEquals(new SettingAction.Show("all"), action("show all"));
        assertEquals(
                new SettingAction.Discard(SettingAction.Target.TEMP), action("discard temporary"));
    }

    @Test
    void readsTransactions() {
        assertEquals(
                new TransactionAction.Begin(
                        new TransactionModes(
                                Optional.of(false),
                                Optional.of(Isolation.REPEATABLE_READ),
                                Optional.empty())),
                action("start transaction isolation level repeatable read read write"));
        assertEquals(new TransactionAction.Begin(TransactionModes.NONE), action("begin work"));
        assertEquals(new TransactionAction.Commit(true), action("end and chain"));
        assertEquals(new TransactionAction.Rollback(false), action("abort and no chain"));
        assertEquals(new TransactionAction.Savepoint("a"), action("savepoint A"));
        assertEquals(new TransactionAction.Release("savepoint"), action("release savepoint"));
        assertEquals(new TransactionAction.RollbackTo("A"), action("rollback to \"A\""));
        assertEquals(
                new TransactionAction.SetModes(TransactionModes.NONE, true),
                action("set transaction snapshot 'x'"));
        assertEquals(
                new TransactionAction.SetConstraints(), action("set constraints all deferred"));
        assertEquals(new TransactionAction.PrepareTransaction(), action("prepare transaction 'x'"));
        assertEquals(new TransactionAction.FinishPrepared(), action("rollback prepared 'x'"));
    }

    @Test
    void tellsWhoseSessionsBeginOtherwise() {
        assertEquals(startOf("app"), action("alter role App set work_mem = 1"));
        assertEquals(startOf("A\"b"), action("alter user \"A\"\"b\" reset all"));
        assertEquals(startOf("a"), action("alter role a in database d set x to 1"));
        assertEquals(startOf("all"), action("alter role \"all\" set x to 1"));
        assertEquals(startIn("d"), action("alter database d set x = 1"));
        assertEquals(startIn("d"), action("alter database u&\"\\0064\" set x = 1"));
        assertEquals(START_OF_ALL, action("alter role all set work_mem = 1"));
        assertEquals(START_OF_ALL, action("alter role current_user set x = 1"));
        assertEquals(START_OF_ALL, action("alter system set work_mem = 1"));
    }

    private static final SessionAction START_OF_ALL =
            new SettingAction.ChangeStart(Optional.empty(), Optional.empty());

    private static SessionAction startOf(String role) {
        return new SettingAction.ChangeStart(Optional.of(role), Optional.empty());
    }

    private static SessionAction startIn(String database) {
        return new SettingAction.ChangeStart(Optional.empty(), Optional.of(database));
    }

    @Test
    void leavesOtherDefinitionsAlone() {
        assertEquals(new SessionAction.None(), action("alter role a password 'set'"));
        assertEquals(new SessionAction.None(), action("alter table t set schema s"));
        assertEquals(new SessionAction.None(), action("alter database d rename to e"));
        assertEquals(new SessionAction.None(), action("create role a"));
    }

    @Test
    void readsPreparedStatements() {
        String text = "prepare \"A\" (int, text) as select f($1)";
        PreparedAction.Prepare prepare =
                assertInstanceOf(PreparedAction.Prepare.class, action(text));
        assertEquals(new NameAt("A", 8, 11), prepare.name());
        assertEquals("select f($1)", text.substring(prepare.body().start(), prepare.body().end()));
        assertEquals(Access.READS, prepare.body().access());
        assertEquals(List.of(ObjectName.of("f")), SqlTexts.one(text).functions());
        assertEquals(new PreparedAction.Execute(new NameAt("a", 8, 9)), action("execute A (1, 2)"));
        assertEquals(
                new PreparedAction.Deallocate(new NameAt("prepare", 11, 18)),
                action("deallocate prepare"));
        assertEquals(new PreparedAction.DeallocateAll(), action("deallocate prepare all"));
        assertEquals(new SessionAction.Unclear(), action("deallocate"));
        assertEquals(new SessionAction.Unclear(), action("deallocate a b"));
        assertEquals(new SessionAction.Unclear(), action("deallocate \"a"));
    }

    @Test
    void readsCursorsAndChannels() {
        assertInstanceOf(
                CursorAction.Declare.class, action("declare c cursor with hold for select 1"));
        assertEquals(new CursorAction.Fetch("c"), action("fetch backward all in C"));
        assertEquals(new CursorAction.CloseAll(), action("close all"));
        assertEquals(new ChannelAction.Listen("A"), action("listen \"A\""));
        assertEquals(new ChannelAction.UnlistenAll(), action("unlisten *"));
        assertEquals(
                new ChannelAction.Notify("a", Optional.of("it's")), action("notify a, 'it''s'"));
    }

    @Test
    void readsTemporaryObjects() {
        assertEquals(
                new ObjectAction.CreateTemporary(ObjectName.of("t"), true),
                action("create temp table if not exists t (a int) on commit drop"));
        assertEquals(
                new ObjectAction.CreateTemporary(ObjectName.of("t"), false),
                action("select 1 as a into temp t"));
        assertEquals(
                new ObjectAction.CreateTemporary(ObjectName.of("pg_temp", "f"), false),
                action("create function pg_temp.f() returns int language sql return 1"));
        assertEquals(
                new ObjectAction.Drop(List.of(ObjectName.of("a"), ObjectName.of("s", "b"))),
                action("drop table if exists a, s.b cascade"));
    }

    @Test
    void readsCopy() {
        assertEquals(
                new ObjectAction.Copy(
                        ObjectAction.Direction.FROM,
                        ObjectAction.End.CLIENT,
                        Optional.of(ObjectName.of("s", "t"))),
                action("copy s.t (a) from stdin with (format csv) where a > 1"));
        assertEquals(
                new ObjectAction.Copy(
                        ObjectAction.Direction.TO, ObjectAction.End.PROGRAM, Optional.empty()),
                action("copy (select 1) to program 'x'"));
    }

    @ParameterizedTest
    @CsvSource({
        "explain select 1, false",
        "explain analyse select 1, true",
        "explain (analyze) select 1, true",
        "'explain (analyze off, costs) select 1', false",
        "explain (analyze 'false') select 1, false",
        "explain (analyze 1) select 1, true",
    })
    void readsExplain(String text, boolean analyze) {
        assertEquals(
                analyze,
                assertInstanceOf(WrappingAction.Explain.class, action(text)).analyze(),
                text);
    }

    @Test
    void findsCallsOfSetConfig() {
        assertEquals(
                List.of(
                        new ConfigCall(Optional.of("a.b"), Optional.of("x"), Optional.of(false)),
                        new ConfigCall(Optional.of("c"), Optional.empty(), Optional.of(true))),
                SqlTexts.one(
                                "select pg_catalog.set_config('A.b', 'x', false) from t where"
                                        + " set_config('c'::text, f(1, 2), 'on') = ''")
                        .configCalls());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select set_config($1, 'a', false)",
                "select set_config('a', 'b', $1)",
                "select set_config('a' || 'b', 'c', true)",
                "select set_config(setting_name => 'a', new_value => 'b', is_local => true)",
                "select set_config('a', 'b', not true)",
                "update pg_settings set setting = 'a' where name = 'b'",
            })
    void tellsWhichCallsCannotBeRead(String text) {
        assertTrue(SqlTexts.one(text).configCalls().getFirst().isUnreadable(), text);
    }

    @Test
    void isUnclearAboutWhatItDoesNotUnderstand() {
        assertEquals(new SessionAction.Unclear(), action("set a b c"));
        assertEquals(new SessionAction.Unclear(), action("frobnicate"));
        assertEquals(new SessionAction.None(), action("select 1"));
    }

    private static SessionAction action(String text) {
        return SqlTexts.one(text).action();
    }
}
