package io.howdah.admin.internal.show;

import io.howdah.admin.internal.table.Column;
import io.howdah.admin.internal.table.Table;

import java.util.List;

/**
 * A table that SHOW knows.
 *
 * @param name in small letters
 * @param forAdmins whether those who may only look are refused
 */
public record Show(String name, List<Column> columns, boolean forAdmins, Content content) {
    /** Fills a table. */
    public interface Content {
        void into(Table table) throws InterruptedException;
    }

    static Show of(String name, String columns, Content content) {
        return new Show(name, Column.list(columns), false, content);
    }

    Show onlyForAdmins() {
        return new Show(name, columns, true, content);
    }

    /** The table as it is now. */
    public Table table() throws InterruptedException {
        Table table = new Table(columns);
        content.into(table);
        return table;
    }
}
