package io.howdah.admin.internal.table;

import io.howdah.wire.BackendMessage;
import io.howdah.wire.Format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A column of a table. */
public record Column(String name, ColumnType type) {
    /** Reads columns as CREATE TABLE writes them: {@code "database text, cl_active int4"}. */
    public static List<Column> list(String definition) {
        return Arrays.stream(definition.strip().split("\\s*,\\s*")).map(Column::parse).toList();
    }

    private static Column parse(String definition) {
        String[] words = definition.split(" ", -1);
        return new Column(words[0], ColumnType.valueOf(words[1].toUpperCase(Locale.ROOT)));
    }

    /** What RowDescription says of it. */
    BackendMessage.Column described(Format format) {
        return new BackendMessage.Column(name, 0, (short) 0, type.oid(), type.size(), -1, format);
    }
}
