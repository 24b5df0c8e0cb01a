package io.howdah.wire;

/** How a value is written: in PostgreSQL's text form, or in its type's binary form. */
public enum Format {
    TEXT(0),
    BINARY(1);

    private final int code;

    Format(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }
}
