package io.howdah.embedded.blog;

import java.sql.SQLException;
import java.time.Instant;

/**
 * Writes rows in COPY's text format, ASCII only, in constant memory. Each value method adds a
 * column; {@link #end} ends the row.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-copy.html">COPY, text format</a>
 */
public final class CopyText {
    private static final int CAPACITY = 1 << 16;

    private final byte[] buffer = new byte[CAPACITY];
    private final Sink sink;
    private int length;
    private boolean inRow;

    /** Rows that go to {@code sink} now and then, the last ones with {@link #flush}. */
    public CopyText(Sink sink) {
        this.sink = sink;
    }

    CopyText number(long value) throws SQLException, InterruptedException {
        return raw(Long.toString(value));
    }

    /** Seconds since 1970. */
    CopyText time(long epochSecond) throws SQLException, InterruptedException {
        return raw(Instant.ofEpochSecond(epochSecond).toString());
    }

    CopyText nothing() throws SQLException, InterruptedException {
        return raw("\\N");
    }

    /** {@code value} or, if it is 0, which no id is, nothing. */
    CopyText reference(long value) throws SQLException, InterruptedException {
        return value == 0 ? nothing() : number(value);
    }

    CopyText text(String value) throws SQLException, InterruptedException {
        separate();
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            switch (c) {
                case '\n' -> put('\\', 'n');
                case '\t' -> put('\\', 't');
                case '\\' -> put('\\', '\\');
                default -> put(c);
            }
        }
        return this;
    }

    void end() throws SQLException, InterruptedException {
        put('\n');
        inRow = false;
    }

    /** Hands on what is left. */
    public void flush() throws SQLException, InterruptedException {
        sink.write(buffer, length);
        length = 0;
    }

    private CopyText raw(String value) throws SQLException, InterruptedException {
        separate();
        for (int at = 0; at < value.length(); at++) {
            put(value.charAt(at));
        }
        return this;
    }

    private void separate() throws SQLException, InterruptedException {
        if (inRow) {
            put('\t');
        }
        inRow = true;
    }

    private void put(char first, char second) throws SQLException, InterruptedException {
        put(first);
        put(second);
    }

    private void put(char c) throws SQLException, InterruptedException {
        if (length == CAPACITY) {
            flush();
        }
        buffer[length++] = (byte) c;
    }

    /** Where the bytes go. */
    public interface Sink {
        void write(byte[] bytes, int length) throws SQLException, InterruptedException;
    }
}
