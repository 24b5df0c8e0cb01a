package io.howdah.base.error;

/**
 * The error catalogue: every SQLSTATE that Howdah itself raises.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 */
public enum ErrorCode {
    FEATURE_NOT_SUPPORTED("0A000", false),
    CONNECTION_FAILURE("08006", true),
    PROTOCOL_VIOLATION("08P01", false),
    INVALID_PARAMETER_VALUE("22023", false),
    IDLE_IN_TRANSACTION_TIMEOUT("25P03", true),
    IN_FAILED_TRANSACTION("25P02", false),
    INVALID_STATEMENT_NAME("26000", false),
    INVALID_AUTHORIZATION("28000", false),
    INVALID_PASSWORD("28P01", false),
    INVALID_CATALOG_NAME("3D000", false),
    UNDEFINED_OBJECT("42704", false),
    DUPLICATE_STATEMENT("42P05", false),
    TOO_MANY_CONNECTIONS("53300", true),
    CONFIGURATION_LIMIT_EXCEEDED("53400", false),
    PROGRAM_LIMIT_EXCEEDED("54000", false),
    OBJECT_NOT_IN_PREREQUISITE_STATE("55000", true),
    CANNOT_CHANGE_SETTING("55P02", false),
    QUERY_CANCELED("57014", true),
    ADMIN_SHUTDOWN("57P01", true),
    CANNOT_CONNECT_NOW("57P03", true),
    IDLE_SESSION_TIMEOUT("57P05", true),
    INTERNAL_ERROR("XX000", false);

    private final String sqlState;
    private final boolean retryable;

    ErrorCode(String sqlState, boolean retryable) {
        this.sqlState = sqlState;
        this.retryable = retryable;
    }

    /** The five characters that drivers look at. */
    public String sqlState() {
        return sqlState;
    }

    /** Whether the same request may succeed when it is sent again. */
    public boolean retryable() {
        return retryable;
    }
}
