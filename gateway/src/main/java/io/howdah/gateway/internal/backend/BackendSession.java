package io.howdah.gateway.internal.backend;

import io.howdah.sql.SqlLiteral;

import org.jspecify.annotations.Nullable;

import java.util.function.UnaryOperator;

/**
 * What the session of one backend has become: what its server reports, what it was set to, and what
 * SQL's PREPARE has made in it. Confined to the backend's loop.
 */
public final class BackendSession {
    private final BackendStatements statements;
    private ParameterSet parameters;
    private SessionSettings settings = SessionSettings.NONE;
    private SqlStatements sqlStatements = SqlStatements.NONE;

    BackendSession(ParameterSet parameters, BackendStatements statements) {
        this.parameters = parameters;
        this.statements = statements;
    }

    /** What the server reports. */
    public ParameterSet parameters() {
        return parameters;
    }

    /** Keeps {@code same}, which is equal, so that comparing is cheap the next time. */
    public void shareParameters(ParameterSet same) {
        if (parameters.equals(same)) {
            parameters = same;
        }
    }

    /** What the session has been set to. */
    public SessionSettings settings() {
        return settings;
    }

    /** The statement that takes the session to {@code wanted}; null: it is there. */
    public @Nullable String settingsChange(SessionSettings wanted) {
        return settings == wanted ? null : settings.statementTowards(wanted, literals());
    }

    /** How constants are written that its server reads. */
    public UnaryOperator<String> literals() {
        return "SQL_ASCII".equals(parameters.value("server_encoding"))
                ? SqlLiteral::raw
                : SqlLiteral::of;
    }

    /** The session has been set to {@code now}. */
    public void settings(SessionSettings now) {
        settings = now;
    }

    /** What SQL's PREPARE has made here. */
    public SqlStatements sqlStatements() {
        return sqlStatements;
    }

    /** SQL's PREPARE has made {@code now}. */
    public void sqlStatements(SqlStatements now) {
        sqlStatements = now;
    }

    /** The server reports another value. */
    void parameter(String name, String value) {
        parameters = parameters.with(name, value);
    }

    /** DEALLOCATE ALL was executed. */
    void statementsDiscarded() {
        statements.clear();
        sqlStatements = SqlStatements.NONE;
    }

    /** DISCARD ALL was executed: the session is as new. */
    void reset() {
        statementsDiscarded();
        settings = SessionSettings.NONE;
    }
}
