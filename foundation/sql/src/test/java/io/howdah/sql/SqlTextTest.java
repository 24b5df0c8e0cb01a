package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

class SqlTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT",
                "select a, count(*) from s.t where b in (select c from d) group by 1 order by 2",
                "(select 1) union all (values (2) order by 1) limit 3",
                "TABLE ONLY t",
                "WITH a AS MATERIALIZED (SELECT 1) SELECT * FROM a",
                "select substring(a for 2), position('x' in b), t.update, 1 as into from t",
                "select * from (t join u using (a)) j, lateral f(x) with ordinality g(a, b)",
                "select extract(year from a), interval '1' year to month, x::numeric(3)[] from t",
                "EXPLAIN (ANALYZE false) SELECT 1",
                "explain analyze verbose (select 1)",
                "SHOW TIME ZONE",
                "COPY t (a) TO STDOUT",
                "copy (select 1) to stdout with (format csv)",
                "DECLARE c NO SCROLL CURSOR WITH HOLD FOR SELECT 1",
            })
    void recognisesReads(String text) {
        assertEquals(Access.READS, SqlTexts.one(text).access(), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from t for update",
                "((select 1 from t for key share))",
                "select (select a from t for no key update)",
                "with a as (select * from t for share nowait) select * from a",
                "lock t",
                "explain select 1 from t for update",
            })
    void recognisesLocks(String text) {
        assertEquals(Access.LOCKS, SqlTexts.one(text).access(), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with a as (insert into t values (1) returning *) select * from a",
                "with a as (with b as (delete from t returning *) select * from b) select 1",
                "select * from (with a as (update t set b = 1 returning *) select * from a) x",
                "select 1 where exists (with a as (merge into t using s on true"
                        + " when matched then delete returning 1) select 1)",
                "select a into b from c",
                "select 1 union select 2 into x from y",
                "explain analyze insert into t values (1)",
                "EXPLAIN (VERBOSE) UPDATE t SET a = 1",
                "copy t from stdin",
                "copy t to '/tmp/x'",
                "copy (delete from t returning *) to stdout",
                "create table a as select 1",
                "truncate t",
                "notify a",
            })
    void recognisesWrites(String text) {
        assertEquals(Access.WRITES, SqlTexts.one(text).access(), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "select 1 from",
                "select (1",
                "select 1 into",
                "select 'a",
                "with a (select 1) select 2",
                "select 1 select 2",
                "execute a",
                "do $$ $$",
                "call p(1)",
                "select 1; /*",
            })
    void doesNotClaimToKnowTheRest(String text) {
        assertEquals(Access.UNKNOWN, SqlTexts.all(text).getLast().access(), text);
    }

    @Test
    void tellsFunctions() {
        assertEquals(
                "a, b.c, pg_catalog.extract, pg_catalog.current_user, D",
                names(
                        SqlTexts.one(
                                        "select A(1), x.b.C(b.c(2)), extract(day from y),"
                                                + " current_user, \"D\" (z) over (order by (a))")
                                .functions()));
    }

    @Test
    void tellsOperatorsTypesAndFields() {
        SqlStatement statement =
                SqlTexts.one(
                        "select (t).f, a <> b, c not like 'x', 1 operator(s.+) 2,"
                                + " cast(x as s.d), y::int, date 'z', * from t u");
        assertEquals("<>, !~~, s.+", names(statement.operators()));
        assertEquals("s.d, pg_catalog.int4, date", names(statement.types()));
        assertEquals(Set.of("f"), statement.fields());
    }

    @Test
    void tellsRelationsButNotCommonTableExpressions() {
        SqlStatement statement =
                SqlTexts.one(
                        "with a as (select * from a), b as (select * from a, s.a)"
                                + " insert into b select * from b, (with c as (table d) table c) x"
                                + " where exists (select from c)");
        assertEquals("a, s.a, d, c", names(statement.reads()));
        assertEquals("b", names(statement.writes()));
    }

    @Test
    void seesItselfInARecursiveExpressionOnly() {
        assertEquals(
                "", names(SqlTexts.one("with recursive a as (select * from a) table a").reads()));
        assertEquals("a", names(SqlTexts.one("with a as (select * from a) table a").reads()));
    }

    @Test
    void foldsNamesAsPostgreSqlDoes() {
        assertEquals(
                "a, B, c\"d, data, " + "x".repeat(63) + ", é",
                names(
                        SqlTexts.one(
                                        "select from A, \"B\", \"c\"\"d\", U&\"d!0061ta\" uescape"
                                                + " '!', "
                                                + "x".repeat(80)
                                                + ", é")
                                .reads()));
    }

    @Test
    void cutsALongNameBetweenCharacters() {
        assertEquals(
                "x".repeat(62),
                SqlTexts.one("table " + "x".repeat(62) + "é").reads().getFirst().name());
    }

    @Test
    void tellsWhereStatementsStand() {
        String text =
                "  ;; select 1 /* ; */ ; -- x\n begin;\ncreate function f() returns int"
                        + " begin atomic select case when a then 1 end; select 2; end; select 3";
        List<String> statements =
                SqlTexts.all(text).stream()
                        .map(statement -> text.substring(statement.start(), statement.end()))
                        .toList();
        assertEquals(4, statements.size());
        assertEquals("select 1", statements.get(0));
        assertEquals("begin", statements.get(1));
        assertTrue(statements.get(2).endsWith("select 2; end"));
        assertEquals("select 3", statements.get(3));
    }

    @Test
    void countsPositionsFromTheStartOfTheArray() {
        byte[] text = "xxx select 1 yyy".getBytes(StandardCharsets.US_ASCII);
        SqlStatement statement = SqlText.parse(text, 3, 10, true).statements().getFirst();
        assertEquals(4, statement.start());
        assertEquals(12, statement.end());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 200})
    void readsNestedQueries(int depth) {
        assertEquals(Access.READS, SqlTexts.one(nested("select (", depth, ")")).access());
        assertEquals(Access.READS, SqlTexts.one(nested("select * from (", depth, ") x")).access());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select (",
                "select * from (",
                "with a as (",
                "insert into t (",
                "select f("
            })
    void givesUpOnQueriesNestedTooDeep(String opening) {
        SqlStatement statement = SqlTexts.one(nested(opening, 100_000, ")"));
        assertEquals(Access.UNKNOWN, statement.access());
        assertFalse(statement.isUnderstood());
    }

    @Test
    void readsParenthesesNestedWithoutLimit() {
        String text = "select " + "(".repeat(100_000) + "1" + ")".repeat(100_000);
        assertEquals(Access.READS, SqlTexts.one(text).access());
    }

    @Test
    void isNotFooledByWordsInQuotes() {
        assertEquals(
                Access.READS,
                SqlTexts.one("select 'for update', \"into\", $$ insert $$ -- into x").access());
    }

    private static String nested(String opening, int depth, String closing) {
        return opening.repeat(depth) + "select 1" + closing.repeat(depth);
    }

    private static String names(List<ObjectName> names) {
        return names.stream().map(ObjectName::toString).collect(Collectors.joining(", "));
    }
}
