package io.howdah.wire;

/** Type bytes of the messages that a frontend, PostgreSQL's word for a client, sends. */
public final class FrontendType {
    public static final byte BIND = 'B';
    public static final byte CLOSE = 'C';
    public static final byte COPY_DATA = 'd';
    public static final byte COPY_DONE = 'c';
    public static final byte COPY_FAIL = 'f';
    public static final byte DESCRIBE = 'D';
    public static final byte EXECUTE = 'E';
    public static final byte FLUSH = 'H';
    public static final byte FUNCTION_CALL = 'F';
    public static final byte PARSE = 'P';

    /** PasswordMessage, SASLInitialResponse, SASLResponse and GSSResponse alike. */
    public static final byte PASSWORD = 'p';

    public static final byte QUERY = 'Q';
    public static final byte SYNC = 'S';
    public static final byte TERMINATE = 'X';

    /** PostgreSQL's {@code PQ_LARGE_MESSAGE_LIMIT}: one byte less than it can allocate. */
    public static final int LARGE_LIMIT = 0x3FFFFFFE;

    /** PostgreSQL's {@code PQ_SMALL_MESSAGE_LIMIT}. */
    public static final int SMALL_LIMIT = 10_000;

    /** PostgreSQL's {@code PG_MAX_AUTH_TOKEN_LENGTH}. */
    public static final int AUTHENTICATION_LIMIT = 65_535;

    private FrontendType() {}

    /**
     * The greatest length that PostgreSQL takes for a message of this type, as its length word
     * counts: the word's own 4 bytes included; -1 when no frontend message has this type.
     *
     * @see <a
     *     href="https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/tcop/postgres.c">
     *     postgres.c, SocketBackend</a>
     */
    public static int limit(byte type) {
        return switch (type) {
            case BIND, COPY_DATA, FUNCTION_CALL, PARSE, QUERY -> LARGE_LIMIT;
            case CLOSE, COPY_DONE, COPY_FAIL, DESCRIBE, EXECUTE, FLUSH, SYNC, TERMINATE ->
                    SMALL_LIMIT;
            case PASSWORD -> AUTHENTICATION_LIMIT;
            default -> -1;
        };
    }

    /** PostgreSQL's name of the message, for logs and errors; an unknown type is shown as it is. */
    public static String name(byte type) {
        return switch (type) {
            case BIND -> "Bind";
            case CLOSE -> "Close";
            case COPY_DATA -> "CopyData";
            case COPY_DONE -> "CopyDone";
            case COPY_FAIL -> "CopyFail";
            case DESCRIBE -> "Describe";
            case EXECUTE -> "Execute";
            case FLUSH -> "Flush";
            case FUNCTION_CALL -> "FunctionCall";
            case PARSE -> "Parse";
            case PASSWORD -> "PasswordMessage";
            case QUERY -> "Query";
            case SYNC -> "Sync";
            case TERMINATE -> "Terminate";
            default -> Name.of(type);
        };
    }
}
