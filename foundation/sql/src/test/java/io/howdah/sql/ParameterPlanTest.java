package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class ParameterPlanTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select a from t where b = 1 | select a from t where b = $1",
                "SELECT * FROM t WHERE t.b <> 'x' ; | SELECT * FROM t WHERE t.b <> $1 ;",
                "select a from s.t where s.t.b != 1.5 | select a from s.t where s.t.b != $1",
                "select a from t where b<1 and c<='y' | select a from t where b<$1 and c<=$2",
                "select a from t where \"B\" > 1 or not b >= 2 |"
                        + " select a from t where \"B\" > $1 or not b >= $2",
                "select a from t where b in (1,'2', 3.0) |"
                        + " select a from t where b in ($1,$2, $3)",
                "select a from t where b not in (1) | select a from t where b not in ($1)",
                "select a from t where b between 1 and 2 and c = 3 |"
                        + " select a from t where b between $1 and $2 and c = $3",
                "select a from t where b not between 'a'and'c' |"
                        + " select a from t where b not between $1 and $2",
                "select a from t where (b = 1 or (c = 2)) and d = 3 |"
                        + " select a from t where (b = $1 or (c = $2)) and d = $3",
                "select a from t join u on t.x = u.x and u.y = 'z' where t.b = 1 |"
                        + " select a from t join u on t.x = u.x and u.y = $1 where t.b = $2",
                "select a from t join u on u.y = 1 left join v on v.z = 2, w |"
                        + " select a from t join u on u.y = $1 left join v on v.z = $2, w",
                "select a from t limit 5 offset 6 | select a from t limit $1 offset $2",
                "select a from t order by a, 2 offset 7 | select a from t order by a, 2 offset $1",
                "select a, 1 from t where b = 2 group by a, 3 having count(*) > 4 limit 5 |"
                        + " select a, 1 from t where b = $1 group by a, 3 having count(*) > 4"
                        + " limit $2",
                "select a is distinct from b and c = 1 from t where d = 2 |"
                        + " select a is distinct from b and c = 1 from t where d = $1",
                "select distinct on (a) a, b = 1 and c = 2 from t where d = 3 |"
                        + " select distinct on (a) a, b = 1 and c = 2 from t where d = $1",
                "select a from t where b between 1 and c and d = 2 |"
                        + " select a from t where b between 1 and c and d = $1",
                "select count(*) filter (where a = 1) from t where interval = 2 |"
                        + " select count(*) filter (where a = 1) from t where interval = $1",
                "select a from t where b = 9223372036854775808 |" + " select a from t where b = $1",
            })
    void makesParametersOfLiterals(String text, String statement) {
        assertEquals(statement, Parameterized.of(text).statement());
    }

    /** All that a comparison may be part of, or a literal may belong to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "b = -1",
                "b = +1",
                "b =-1",
                "1 = b",
                "b = 1 + 2",
                "b + c = 1",
                "b = 1 = c",
                "b = 1 is true",
                "b = 1 isnull",
                "b = '1'::int",
                "b = 1::int8",
                "b::text = '1'",
                "b = 'x' collate \"C\"",
                "b collate \"C\" = 'x'",
                "b = date '2020-01-01'",
                "b = interval '1' day",
                "b = cast('1' as int)",
                "b = (1)",
                "(b) = 1",
                "(b = 1) = c",
                "(b = 1)::text = c",
                "(b = 1, c) = (true, 2)",
                "(b, c) = (1, 2)",
                "(b, c) in ((1, 2))",
                "row(b, c) < row(1, 2)",
                "f(b = 1)",
                "f(b) = 1",
                "b[1] = 1",
                "(b).c = 1",
                "b.* = 1",
                "b = any ('{1}')",
                "b = any (array[1, 2])",
                "b in (1, -2)",
                "b in (1, null)",
                "b in (1, 2::int)",
                "b in (1, c)",
                "b in (1) is null",
                "b between -1 and 1",
                "b between 1 and c",
                "b between symmetric 1 and 2",
                "b between 1 and 2 + 3",
                "b like 'x'",
                "b ~ 'x'",
                "b = true",
                "b = null",
                "b is distinct from 1",
                "b operator(pg.=) 1",
                "b <=> 1",
                "b => 1",
                "b = 1e3",
                "b = .5",
                "b = 0x1F",
                "b = 1_000",
                "b = 0000000000000000000000000000001",
                "b = 1.0000000000000000000000000000001",
                "b = 'it''s'",
                "user = 'x'",
                "current_date = '2020-01-01'",
                "not (not b)",
            })
    void leavesLiterals(String condition) {
        assertFalse(Parameterized.is("select a from t where " + condition), condition);
        assertFalse(Parameterized.is("select a from t where (" + condition + ")"), condition);
        assertEquals(
                "select a from t where x = $1 and " + condition + " and y = $2",
                Parameterized.of("select a from t where x = 1 and " + condition + " and y = 2")
                        .statement());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "select",
                "select 1",
                "select 1 limit 2",
                "select a = 1, b limit 3",
                "; select a from t where b = 1",
                "(select a from t where b = 1)",
                "select a from t where b = 1; select 2",
                "select a from t where b = 1 for update",
                "select a into u from t where b = 1",
                "select a from t where b = 1 union select 2",
                "with c as (table t) select a from c where b = 1",
                "select a from t where b = 1 and exists (select 1)",
                "select a from (values (1)) v(a) where a = 1",
                "select a from t tablesample system (1) where b = 1",
                "select a from t where b = $1 and c = 1",
                "select a from t where b = E'x' and c = 1",
                "select a from t where b = U&'x' and c = 1",
                "select a from t where b = N'x' and c = 1",
                "select a from t where b = B'1' and c = 1",
                "select a from t where b = X'1' and c = 1",
                "select a from t where b = $$x$$ and c = 1",
                "select a from t where b = 'a\\b' and c = 1",
                "select a from t where b = 'a'\n'b' and c = 1",
                "select a from t where b = 'a' and c = 1and d",
                "select a from t where b = 'NOW'",
                "select a from t where b = 'x toDay' and c = 1",
                "select 'tomorrow' from t where c = 1",
                "select a from t where b = 'yesterday' and c = 1",
                "select a from t where b = 'epoch' and c = 1",
                "select a from t where b = '-infinity' and c = 1",
                "select 'it''s now' from t where c = 1",
                "select current_query() from t where c = 1",
                "select \"current_query\"() from t where c = 1",
                "select a from Pg_stat_activity where c = 1",
                "select a from \"pg_class\" where c = 1",
                "select u&\"a\" from t where c = 1",
                "select a as from, b from t where c = 1",
                "select t.where from t where c = 1",
                "select a from t where b = case when c = 1 then 2 end and d = 3",
                "select a from t where b = 1 and",
                "select a from t where b = 1)",
                "select a from t where (b = 1",
                "select a from t where b = 1 limit 'x' and c = 'unclosed",
                "select a from t where b = 1 \\ c",
                "insert into t select a from t where b = 1",
                "explain select a from t where b = 1",
            })
    void takesNoOtherText(String text) {
        assertFalse(Parameterized.is(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit -1",
                "limit 1 + 1",
                "limit '1'",
                "limit all",
                "limit 1.0",
                "limit (1)",
                "limit 9223372036854775808",
                "offset 1 rows",
                "fetch first 1 rows only",
                "limit 1::int",
                "limit null",
            })
    void leavesBounds(String bound) {
        assertFalse(Parameterized.is("select a from t " + bound), bound);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 23",
        "2147483647, 23",
        "0002147483647, 23",
        "2147483648, 20",
        "9223372036854775807, 20",
        "9223372036854775808, 1700",
        "9223372036854775810, 1700",
        "99999999999999999999, 1700",
        "0.0, 1700",
        "1., 1700",
        "'''x''', 0",
        "'''''', 0",
        "'''1''', 0",
    })
    void declaresTheTypeOfTheConstant(String literal, int oid) {
        Parameterized parameterized = Parameterized.of("select a from t where b = " + literal);
        assertEquals(1, parameterized.plan().size());
        assertEquals(oid, parameterized.plan().type(0));
        assertEquals(oid == 20, parameterized.plan().comparesInt8());
        assertEquals(List.of(literal.replace("'", "")), parameterized.values());
    }

    @Test
    void extractsTheValuesOfOtherTexts() {
        Parameterized first =
                Parameterized.of("select a, 'k' from t where b = 'x' and c in (1, 2) limit 3 -- d");
        assertEquals(List.of("x", "1", "2", "3"), first.values());
        assertEquals(
                List.of("", "007", "9", "100"),
                first.values("select a, 'k' from t where b = '' and c in (007, 9) limit 100 -- d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a, 'k' from t where b = 'x' and c = 1",
                "select a, 'j' from t where b = 'x' and c = 1.0",
                "select a, 'k'  from t where b = 'x' and c = 1.0",
                "SELECT a, 'k' from t where b = 'x' and c = 1.0",
                "select a, 'k' from t where b = 1 and c = 1.0",
                "select a, 'k' from t where b = '' and c = 1.0;",
                "select a, 'k' from t where b = '' and c = 1.0 or d",
                "select a, 'k' from t where b = 'it''s' and c = 1.0",
                "select a, 'k' from t where b = 'a\\b' and c = 1.0",
                "select a, 'k' from t where b = 'now' and c = 1.0",
                "select a, 'k' from t where b = ''''and c = 1.0",
                "select a, 'k' from t where b = '",
                "select a, 'k' from t where b = 'x' and c = ",
                "select a, 'k' from t where b = 'x' and c = -1.0",
                "select a, 'k' from t where b = 'x' and c = .5",
                "select a, 'k' from t where b = 'x' and c = 1.0e1",
                "select a, 'k' from t where b = 'x' and c = 1.0_0",
                "select a, 'k' from t where b = 'x' and c = 1.0.0",
                "select a, 'k' from t where",
                "",
            })
    void refusesTextsThatDoNotFit(String text) {
        Parameterized first = Parameterized.of("select a, 'k' from t where b = 'x' and c = 1.0");
        byte[] bytes = Parameterized.bytes(text);
        ParameterValues values = new ParameterValues();
        values.add(1, 2);
        assertFalse(first.plan().extract(bytes, 0, bytes.length, values), text);
        assertEquals(0, values.size());
    }

    @Test
    void readsWithinTheRangeOnly() {
        byte[] bytes = Parameterized.bytes("xxselect a from t where b = 12345");
        ParameterPlan plan = ParameterPlan.of(bytes, 2, bytes.length - 4, true).orElseThrow();
        assertEquals("select a from t where b = $1", Parameterized.string(plan.statement()));
        ParameterValues values = new ParameterValues();
        assertTrue(plan.extract(bytes, 2, bytes.length - 3, values));
        assertEquals(bytes.length - 5, values.start(0));
        assertEquals(bytes.length - 1, values.end(0));
        assertFalse(plan.extract(bytes, 2, 10, values));
        assertThrows(IndexOutOfBoundsException.class, () -> values.start(0));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> plan.extract(bytes, 2, bytes.length, values));
    }

    @Test
    void sharesNoArray() {
        byte[] text = Parameterized.bytes("select a from t where b = 1");
        ParameterPlan plan = ParameterPlan.of(text, 0, text.length, true).orElseThrow();
        byte[] statement = plan.statement();
        plan.statement()[0] = 'x';
        text[0] = 'x';
        assertArrayEquals(statement, plan.statement());
    }

    @Test
    void holdsForEitherSettingOfBackslashes() {
        byte[] text = Parameterized.bytes("select 'k' from t where b = 'x'");
        assertTrue(ParameterPlan.of(text, 0, text.length, false).isPresent());
        byte[] escaped = Parameterized.bytes("select '\\' from t where b = 'x'");
        assertTrue(ParameterPlan.of(escaped, 0, escaped.length, true).isEmpty());
        assertTrue(ParameterPlan.of(escaped, 0, escaped.length, false).isEmpty());
    }

    @Test
    void keepsItsLimits() {
        String most = "1" + ", 1".repeat(ParameterPlan.MOST_PARAMETERS - 1);
        assertTrue(Parameterized.is("select a from t where b in (" + most + ")"));
        assertFalse(Parameterized.is("select a from t where b in (" + most + ", 1)"));
        String text = "select a from t where b = 1";
        String blanks = " ".repeat(ParameterPlan.LONGEST - text.length());
        assertTrue(Parameterized.is(text + blanks));
        assertFalse(Parameterized.is(text + blanks + " "));
        String name = "n".repeat(63);
        assertTrue(Parameterized.is("select a from t where " + name + " = 1"));
        assertFalse(Parameterized.is("select a from t where n" + name + " = 1"));
        assertFalse(Parameterized.is("select \"n" + name + "\" from t where b = 1"));
        assertTrue(Parameterized.is("select a from t where " + nested("b = 1", 10)));
        assertFalse(Parameterized.is("select a from t where " + nested("b = 1", 11)));
        assertFalse(Parameterized.is("select a from t where " + nested("b = 1", 3_000)));
    }

    private static String nested(String condition, int depth) {
        return "(".repeat(depth) + condition + ")".repeat(depth);
    }
}
