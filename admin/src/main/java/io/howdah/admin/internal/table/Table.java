package io.howdah.admin.internal.table;

import io.howdah.wire.BackendMessage.DataRow;
import io.howdah.wire.BackendMessage.RowDescription;
import io.howdah.wire.Bytes;
import io.howdah.wire.Format;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A result: columns, and rows of values in their text form. For one thread at a time. */
public final class Table {
    private final List<Column> columns;
    private final List<List<@Nullable String>> rows = new ArrayList<>();

    /** Without rows yet. */
    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Adds a row; null stands for NULL, true and false for 1 and 0 as PgBouncer has it. */
    public void add(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    values.length + " values for " + columns.size() + " columns");
        }
        List<@Nullable String> row = new ArrayList<>(values.length);
        for (@Nullable Object value : values) {
            row.add(text(value));
        }
        rows.add(Collections.unmodifiableList(row));
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "1" : "0";
        }
        return value == null ? null : value.toString();
    }

    /** Its columns. */
    public List<Column> columns() {
        return columns;
    }

    /** Its rows, values in their text form. */
    public List<List<@Nullable String>> rows() {
        return Collections.unmodifiableList(rows);
    }

    /**
     * What tells a client the columns.
     *
     * @param formats none (all text), one (for all), or one for each
     */
    public static RowDescription description(List<Column> columns, List<Format> formats) {
        List<io.howdah.wire.BackendMessage.Column> described = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            described.add(columns.get(i).described(format(formats, i)));
        }
        return new RowDescription(described);
    }

    /** Row {@code index} as it is sent. */
    public DataRow row(int index, List<Format> formats) {
        @Nullable Bytes[] values = new Bytes[columns.size()];
        for (int i = 0; i < values.length; i++) {
            String text = rows.get(index).get(i);
            values[i] =
                    text == null ? null : columns.get(i).type().encode(text, format(formats, i));
        }
        return new DataRow(Arrays.asList(values));
    }

    private static Format format(List<Format> formats, int column) {
        return switch (formats.size()) {
            case 0 -> Format.TEXT;
            case 1 -> formats.getFirst();
            default -> formats.get(column);
        };
    }
}
