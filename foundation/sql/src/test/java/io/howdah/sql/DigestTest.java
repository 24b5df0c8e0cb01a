package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

class DigestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select a from t where b = 1 | SELECT  A FROM/* x */t WHERE b='it''s' ;",
                "select $1 | select E'a\\'b'",
                "select a in (1) | select a in (1, -2, null, $3, 'x')",
                "select (a, b) in ((1, 2)) | select (a, b) in ((1, 2), (3, -4))",
                "insert into t values (1, now()) | insert into t values (-1, now()), (true, now())",
                "select array[1] | select array[1, 2, 3]",
                "select * from t limit 5 | select * from t limit 6;;",
                "set a = 1 | set a = 'x'",
                "execute p(1) | execute p(2)",
                "explain (costs off) select 1 | explain (costs off) select 2",
                "declare c cursor for select 1 | declare c cursor for select 2",
                "prepare p as select 1 | prepare p as select 2",
            })
    void foldsConstantsAndForm(String one, String other) {
        assertEquals(digest(one), digest(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select a from t | select b from t",
                "select a, b from t | select b, a from t",
                "select a as x from t | select a as y from t",
                "select a from t | select \"a\" from t",
                "select a from t | select \"A\" from t",
                "select a, b from t order by 1 | select a, b from t order by 2",
                "select a, b from t group by 1 | select a, b from t group by 1, 2",
                "select a from t group by rollup(1) | select a from t group by rollup(2)",
                "select distinct on (1) a, b from t | select distinct on (2) a, b from t",
                "select f(1) | select f(1, 2)",
                "select a in (1) | select a in (b)",
                "select a in (1) | select a in (select 1)",
                "select 1, 1 | select 1",
                "select x in (select 1, 1) | select x in (select 1)",
                "select u&\"a!0061\" uescape '!' | select u&\"a!0061\" uescape '?'",
                "select 1::float(3) | select 1::float(30)",
                "explain (analyze 0) select 1 | explain (analyze 1) select 1",
                "copy t to '/a' | copy t to '/b'",
                "alter role a password 'x' | alter role a password 'y'",
                "select 1; select 2 | select 1",
                "select a ? 1 | select a 1",
            })
    void keepsWhatMatters(String one, String other) {
        assertNotEquals(digest(one), digest(other));
        assertNotEquals(digest(one).hash(), digest(other).hash());
    }

    @Test
    void showsTheFoldedTextWithoutSecrets() {
        assertEquals(
                "select a.b, count (*) from t where a in ($) order by 1 limit $",
                digest("SELECT a . b, COUNT(*) FROM t WHERE a IN (1,2) ORDER BY 1 LIMIT 3").text());
        assertEquals("alter role a password $", digest("ALTER ROLE a PASSWORD 's'").text());
    }

    @Test
    void hasNoDigestForWhatIsTooLongOrNotClosed() {
        Digester digester = new Digester();
        byte[] text =
                ("select " + "a, ".repeat(Digester.LONGEST) + "b").getBytes(StandardCharsets.UTF_8);
        digester.read(text, 0, text.length, true);
        assertFalse(digester.hasDigest());
        assertEquals(Optional.empty(), Digest.of(new byte[] {'\''}, 0, 1, true));
        byte[] rows =
                ("values (1)" + ", (2)".repeat(Digester.LONGEST)).getBytes(StandardCharsets.UTF_8);
        digester.read(rows, 0, rows.length, true);
        assertTrue(digester.hasDigest());
        assertEquals(digest("values (3)"), digester.digest());
    }

    @Test
    void tellsStringsApartWhereBackslashesDiffer() {
        byte[] text = "comment on table t is 'a\\\\'".getBytes(StandardCharsets.UTF_8);
        assertNotEquals(
                Digest.of(text, 0, text.length, true), Digest.of(text, 0, text.length, false));
    }

    @Test
    void hashesTheSameEverywhere() {
        assertEquals(7820185414405470931L, digest("select 1").hash());
    }

    private static Digest digest(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Digest.of(bytes, 0, bytes.length, true).orElseThrow();
    }
}
