package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Values of many types there and back, in text and in binary. */
@EachRig
final class TypesTest {
    private static final String TYPED_LITERALS =
            """
            SELECT true, 32767::int2, (-2147483648)::int4, 9223372036854775807::int8,
                   1.5::float4, 'NaN'::float8, 12345678901234567890.123456789::numeric,
                   'text'::text, 'c'::"char", 'ab'::char(4), 'v'::varchar(9), encode('\\xDEADBEEF'::bytea, 'hex'),
                   '2026-11-20'::date, '12:34:56.789'::time, '12:34:56+02'::timetz,
                   '2026-11-20 12:34:56.789'::timestamp, '2026-11-20 12:34:56.789+02'::timestamptz,
                   '1 year 2 mons 3 days 04:05:06'::interval,
                   '{"a": [1, null]}'::json, '{"a": [1, null]}'::jsonb, '<a>b</a>'::xml,
                   '00000000-0000-0000-0000-00000000002a'::uuid, '10.0.0.1/8'::inet,
                   '08:00:2b:01:02:03'::macaddr, '(1,2)'::point, B'1010'::bit(4),
                   ARRAY[[1, 2], [3, null]], ARRAY['a', 'b,c', null], int4range(1, 9),
                   'a & b'::tsquery, to_tsvector('english', 'the fat cats'), ROW(1, 'x'),
                   NULL::text, $$dollar 'quoted'$$, E'esc\\taped', U&'d\\0061t\\+000061'
            """;

    private final Rig rig;

    TypesTest(Rig rig) {
        this.rig = rig;
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void showsEveryTypeAsPostgresDoes(String mode) throws Exception {
        String[] options = {"preferQueryMode", mode, "prepareThreshold", "1"};
        try (Connection direct = rig.direct().connect(options);
                Connection howdah = rig.howdah().connect(options)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(Sql.rows(direct, TYPED_LITERALS), Sql.rows(howdah, TYPED_LITERALS));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bringsParametersBack(boolean binary) throws Exception {
        try (Connection connection =
                rig.howdah()
                        .connect(
                                "binaryTransfer",
                                Boolean.toString(binary),
                                "prepareThreshold",
                                binary ? "-1" : "5")) {
            for (int i = 0; i < 6; i++) {
                echo(connection, "int2", (short) i, Short.class);
                echo(connection, "int4", Integer.MIN_VALUE + i, Integer.class);
                echo(connection, "int8", Long.MAX_VALUE - i, Long.class);
                echo(connection, "float8", 0.1 + i, Double.class);
                echo(connection, "numeric", new BigDecimal("1234567.8900000001"), BigDecimal.class);
                echo(connection, "bool", i % 2 == 0, Boolean.class);
                echo(connection, "text", "grün 象 \uD83D\uDC18 " + i, String.class);
                echo(connection, "uuid", new UUID(i, ~i), UUID.class);
                echo(connection, "date", LocalDate.of(2026, 11, 1 + i), LocalDate.class);
                echo(connection, "time", LocalTime.of(1, 2, 3, 4_000 * i), LocalTime.class);
                LocalDateTime at = LocalDateTime.of(1999, 12, 31, 23, 59, 59, 1_000 * i);
                echo(connection, "timestamp", at, LocalDateTime.class);
                OffsetDateTime instant = at.atOffset(ZoneOffset.UTC);
                echo(connection, "timestamptz", instant, OffsetDateTime.class);
            }
        }
    }

    @Test
    void bringsBytesBack() throws Exception {
        byte[] bytes = new byte[1 << 20];
        new Random(42).nextBytes(bytes);
        try (Connection connection = rig.howdah().connect("prepareThreshold", "1");
                PreparedStatement statement = connection.prepareStatement("SELECT ?::bytea")) {
            for (int i = 0; i < 3; i++) {
                statement.setBytes(1, bytes);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertArrayEquals(bytes, rows.getBytes(1));
                }
            }
        }
    }

    @Test
    void bringsArraysBack() throws Exception {
        try (Connection connection = rig.howdah().connect("prepareThreshold", "1");
                PreparedStatement statement =
                        connection.prepareStatement("SELECT unnest(?::text[])")) {
            statement.setArray(
                    1, connection.createArrayOf("text", new String[] {"a", "b\"c", null, ""}));
            for (int i = 0; i < 3; i++) {
                try (ResultSet rows = statement.executeQuery()) {
                    assertEquals(List.of("a", "b\"c", "null", ""), Sql.rows(rows));
                }
            }
        }
    }

    private static <T> void echo(Connection connection, String type, T value, Class<T> as)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?::" + type)) {
            statement.setObject(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                assertEquals(value, rows.getObject(1, as));
            }
        }
    }
}
