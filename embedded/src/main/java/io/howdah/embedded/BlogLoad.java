package io.howdah.embedded;

import io.howdah.embedded.blog.BlogTable;
import io.howdah.embedded.blog.CopyText;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;

/** One load of the blog demo, within a transaction of its caller. */
final class BlogLoad {
    /** The part of the time that the rows take; keys and indexes take the rest. */
    private static final double ROWS = 0.6;

    private final Connection connection;
    private final DoubleConsumer progress;

    BlogLoad(Connection connection, DoubleConsumer progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /** Makes the tables, fills them, then makes their keys and indexes. */
    void run(List<BlogTable> tables) throws SQLException, InterruptedException {
        for (String statement : statements("tables.sql")) {
            Database.run(connection, statement);
        }
        double all = tables.stream().mapToLong(BlogTable::things).sum();
        long done = 0;
        for (BlogTable table : tables) {
            long before = done;
            copy(table, now -> progress.accept(ROWS * (before + now) / all));
            done += table.things();
        }
        Database.run(connection, "SET LOCAL maintenance_work_mem = '128MB'");
        List<String> statements = statements("indexes.sql");
        for (int index = 0; index < statements.size(); index++) {
            checkInterrupt();
            Database.run(connection, statements.get(index));
            progress.accept(ROWS + (1 - ROWS) * (index + 1) / (statements.size() + 1));
        }
    }

    private void copy(BlogTable table, IntConsumer done) throws SQLException, InterruptedException {
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + table.columns() + " FROM STDIN (FREEZE)");
        try {
            CopyText.Sink sink =
                    (bytes, length) -> {
                        checkInterrupt();
                        copy.writeToCopy(bytes, 0, length);
                    };
            table.write(new CopyText(sink), done);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** The script's statements; each ends with a semicolon at the end of a line. */
    private static List<String> statements(String script) {
        try (InputStream in = BlogLoad.class.getResourceAsStream("blog/" + script)) {
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(sql.strip().split(";\\s*\\n|;$", -1)).stream()
                    .filter(statement -> !statement.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
