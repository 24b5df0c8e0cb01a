package io.howdah.embedded.blog;

import io.howdah.base.Randomness;

import java.sql.SQLException;
import java.util.function.IntConsumer;

/** The rows of one table, to be written once. */
public final class BlogTable {
    private static final int REPORT_EVERY = 1_000;

    private final String columns;
    private final int things;
    private final Rows rows;
    private final Randomness random;

    /** Rows made of {@code things}: blogs for {@code likes}, comments for {@code comments}. */
    BlogTable(String columns, int things, Rows rows, Randomness random) {
        this.columns = columns;
        this.things = things;
        this.rows = rows;
        this.random = random;
    }

    /** The table and its columns as COPY names them: {@code likes(blog_id, user_id)}. */
    public String columns() {
        return columns;
    }

    /** How much work the table is, compared with others. */
    public int things() {
        return things;
    }

    /**
     * Writes all rows.
     *
     * @param done hears now and then how many things are done
     */
    public void write(CopyText out, IntConsumer done) throws SQLException, InterruptedException {
        for (int number = 1; number <= things; number++) {
            rows.write(out, number, random);
            if (number % REPORT_EVERY == 0) {
                done.accept(number);
            }
        }
        out.flush();
        done.accept(things);
    }

    /** Writes what belongs to the {@code number}th thing, from 1 on: a row, or a few, or none. */
    interface Rows {
        void write(CopyText out, int number, Randomness random)
                throws SQLException, InterruptedException;
    }
}
