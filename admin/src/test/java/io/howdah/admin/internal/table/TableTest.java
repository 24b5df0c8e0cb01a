package io.howdah.admin.internal.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.wire.BackendMessage.DataRow;
import io.howdah.wire.Bytes;
import io.howdah.wire.Format;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;

class TableTest {
    private final Table table = new Table(Column.list("a text,\nb int4, c int8, d numeric"));

    @Test
    void describesItsColumns() {
        var described = Table.description(table.columns(), List.of()).columns();
        assertEquals(
                List.of("a 25 -1 TEXT", "b 23 4 TEXT", "c 20 8 TEXT", "d 1700 -1 TEXT"),
                described.stream()
                        .map(
                                each ->
                                        "%s %d %d %s"
                                                .formatted(
                                                        each.name(),
                                                        each.type(),
                                                        each.typeSize(),
                                                        each.format()))
                        .toList());
    }

    @Test
    void writesRowsAsText() {
        table.add("x", 1, true, null);
        assertEquals(
                new DataRow(Arrays.asList(Bytes.utf8("x"), Bytes.utf8("1"), Bytes.utf8("1"), null)),
                table.row(0, List.of()));
    }

    @Test
    void writesRowsInBinaryWhereAsked() {
        table.add("x", 1, 2L, 3);
        assertEquals(
                new DataRow(
                        Arrays.asList(
                                Bytes.utf8("x"),
                                Bytes.hex("00000001"),
                                Bytes.hex("0000000000000002"),
                                Bytes.utf8("3"))),
                table.row(0, List.of(Format.BINARY, Format.BINARY, Format.BINARY, Format.TEXT)));
        assertEquals(
                Bytes.hex("00010000000000000003"),
                table.row(0, List.of(Format.BINARY)).values().get(3));
    }

    /** Compared with what PostgreSQL's numeric_send answers. */
    @ParameterizedTest
    @CsvSource({
        "0, 0000000000000000",
        "1, 00010000000000000001",
        "9999, 0001000000000000270f",
        "10000, 00010001000000000001",
        "123456789, 000300020000000000010929 1a85",
        "-20001, 0002000140000000 0002 0001"
    })
    void writesNumericsAsPostgresqlDoes(long value, String hex) {
        assertEquals(hex.replace(" ", ""), BinaryNumeric.of(value).hex());
    }

    @Test
    void refusesRowsOfAnotherSize() {
        assertThrows(IllegalArgumentException.class, () -> table.add("x"));
    }
}
