package io.howdah.admin.internal.table;

import io.howdah.wire.Bytes;
import io.howdah.wire.Format;

import java.nio.ByteBuffer;

/** A type that a column of the console has, and how its values travel. */
public enum ColumnType {
    TEXT(25, -1),
    INT4(23, 4),
    INT8(20, 8),
    NUMERIC(1700, -1),
    BYTEA(17, -1);

    private final int oid;
    private final short size;

    ColumnType(int oid, int size) {
        this.oid = oid;
        this.size = (short) size;
    }

    /** PostgreSQL's number for it. */
    public int oid() {
        return oid;
    }

    /** In bytes; -1 when it varies. */
    public short size() {
        return size;
    }

    /** {@code value}, which is in the text form, as it is sent. */
    public Bytes encode(String value, Format format) {
        if (format == Format.TEXT) {
            return Bytes.utf8(value);
        }
        return switch (this) {
            case TEXT -> Bytes.utf8(value);
            case INT4 -> Bytes.of(ByteBuffer.allocate(4).putInt(Integer.parseInt(value)).array());
            case INT8 -> Bytes.of(ByteBuffer.allocate(8).putLong(Long.parseLong(value)).array());
            case NUMERIC -> BinaryNumeric.of(Long.parseLong(value));
            case BYTEA -> Bytes.hex(value.substring("\\x".length()));
        };
    }
}
