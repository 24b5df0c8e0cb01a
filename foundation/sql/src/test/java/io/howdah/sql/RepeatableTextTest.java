package io.howdah.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

final class RepeatableTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "select 1",
                "select now(), current_date - 1, 'it''s', $1::int, $$text$$, B'01' from \"today\"",
                "select a -- 'now'\nfrom t /* 'today' */",
                "select aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa from t",
            })
    void takes(String text) {
        assertEquals(true, isRepeatable(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'now'::timestamp",
                "select date 'TOMORROW'",
                "select 'yesterday allballs'::timestamptz",
                "select $$today$$::date",
                "select 'no'\n'w'::timestamp",
                "select E'\\156ow'::timestamp",
                "select U&'\\006eow'::timestamp",
                "select N'now'::timestamp",
                "select 'a\\b'",
                "select 'open",
                "select aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa from t",
                "select 1 as \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
                "select U&\"\\0061\" from t",
                "select 1into",
            })
    void leaves(String text) {
        assertEquals(false, isRepeatable(text));
    }

    private static boolean isRepeatable(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return RepeatableText.isRepeatable(bytes, 0, bytes.length);
    }
}
