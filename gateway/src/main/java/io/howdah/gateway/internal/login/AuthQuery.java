package io.howdah.gateway.internal.login;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.sql.SqlLiteral;
import io.howdah.wire.Md5Secret;
import io.howdah.wire.scram.ScramVerifier;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * What PostgreSQL's catalogue knows of users: their secrets, and the roles they are members of.
 * Safe from any thread.
 */
public final class AuthQuery {
    /** Only granted membership counts: a superuser is not a member of everything, as in rules. */
    private static final String ROLES =
            """
            WITH RECURSIVE member(role) AS (
              SELECT oid FROM pg_catalog.pg_roles WHERE rolname = $1
              UNION
              SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN member ON m.member = role)
            SELECT rolname FROM pg_catalog.pg_roles JOIN member ON oid = role\
            """;

    private final Inquirer inquirer;
    private final String secretQuery;
    private final Remembered<KnownSecret> secrets;
    private final Remembered<Set<String>> roles;

    /** Nothing is known yet. */
    public AuthQuery(Inquirer inquirer, AuthSettings settings) {
        this.inquirer = inquirer;
        this.secretQuery = settings.query();
        this.secrets = new Remembered<>(this::askSecret, settings.queryCacheTime());
        this.roles = new Remembered<>(this::askRoles, settings.queryCacheTime());
    }

    /** Hands {@code user}'s secret to {@code receiver} on {@code loop}. */
    public void secret(String user, Loop loop, Consumer<Answer<KnownSecret>> receiver) {
        secrets.of(user, loop, receiver);
    }

    /** Hands the roles of {@code user}, itself among them, to {@code receiver} on {@code loop}. */
    public void roles(String user, Loop loop, Consumer<Answer<Set<String>>> receiver) {
        roles.of(user, loop, receiver);
    }

    /** A log-in of {@code user} has failed: the password may have been changed. */
    public void doubt(String user) {
        secrets.doubt(user);
    }

    /** Forgets all answers. */
    public void forget() {
        secrets.forget();
        roles.forget();
    }

    private void askSecret(Loop loop, String user, Consumer<Answer<KnownSecret>> done) {
        ask(loop, filled(secretQuery, user), AuthQuery::secret, done);
    }

    private void askRoles(Loop loop, String user, Consumer<Answer<Set<String>>> done) {
        ask(loop, filled(ROLES, user), AuthQuery::names, done);
    }

    private <V> void ask(
            Loop loop,
            String sql,
            Function<Inquirer.Rows, Answer<V>> reading,
            Consumer<Answer<V>> done) {
        inquirer.ask(
                loop,
                sql,
                answer ->
                        done.accept(
                                switch (answer) {
                                    case Answer.Known(var rows) -> reading.apply(rows);
                                    case Answer.Failed(var failure) -> failed(failure);
                                }));
    }

    private static Answer<KnownSecret> secret(Inquirer.Rows answer) {
        List<List<@Nullable String>> rows = answer.rows();
        if (rows.isEmpty()) {
            return new Answer.Known<>(new KnownSecret.Nothing());
        }
        if (rows.size() > 1 || rows.getFirst().size() != 2) {
            return failed(
                    Failure.of(
                            ErrorCode.INTERNAL_ERROR,
                            "auth.query answers with "
                                    + rows.size()
                                    + " rows of "
                                    + rows.getFirst().size()
                                    + " columns; at most one row of two is expected"));
        }
        String secret = rows.getFirst().get(1);
        return new Answer.Known<>(secret == null ? new KnownSecret.Nothing() : known(secret));
    }

    private static KnownSecret known(String secret) {
        try {
            return Md5Secret.resembles(secret)
                    ? new KnownSecret.Md5(Md5Secret.parse(secret))
                    : new KnownSecret.Scram(ScramVerifier.parse(secret));
        } catch (IllegalArgumentException e) {
            return new KnownSecret.Nothing();
        }
    }

    private static Answer<Set<String>> names(Inquirer.Rows answer) {
        return new Answer.Known<>(
                answer.rows().stream()
                        .map(row -> String.valueOf(row.getFirst()))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static <V> Answer<V> failed(Failure failure) {
        return new Answer.Failed<>(
                failure.withHint("Asked by auth.query as auth.query-user: see the log-in there."));
    }

    /** {@code sql} with a stranger's name in place of every {@code $1}. */
    static String filled(String sql, String name) {
        return sql.replaceAll("\\$1(?!\\d)", Matcher.quoteReplacement(SqlLiteral.of(name)));
    }
}
