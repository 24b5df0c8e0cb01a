package io.howdah.app.config;

import io.howdah.base.Secret;
import io.howdah.base.config.Position;
import io.howdah.base.config.Problem;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.config.UserSettings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads users from the file format of PgBouncer's {@code auth_file}: {@code "name" "password or
 * SCRAM secret"} on each line, quotes doubled inside quotes, the rest of the line ignored, comments
 * after {@code ;}.
 *
 * @see <a href="https://www.pgbouncer.org/config.html#authentication-file-format">PgBouncer:
 *     authentication file format</a>
 */
final class UserList {
    private static final String QUOTED = "\"([^\"]*+(?:\"\"[^\"]*+)*+)\"";
    private static final Pattern LINE = Pattern.compile("\\s*" + QUOTED + "\\s+" + QUOTED + ".*");
    private static final Pattern IGNORED = Pattern.compile("\\s*(;.*)?");
    private static final Pattern MD5 = Pattern.compile("md5[0-9a-f]{32}");
    private static final Pattern SCRAM =
            Pattern.compile(
                    "SCRAM-SHA-256\\$\\d{1,9}:[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}");

    private UserList() {}

    /**
     * Adds the users of {@code text} to {@code users}.
     *
     * @param file named in problems
     * @param names taken so far; a name that is taken is a problem
     */
    static void read(
            String file,
            List<String> text,
            Set<String> names,
            List<UserSettings> users,
            List<Problem> problems) {
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i);
            Matcher matcher = LINE.matcher(line);
            String problem = "";
            if (matcher.matches()) {
                String name = unquote(matcher.group(1));
                String password = unquote(matcher.group(2));
                problem = names.add(name) ? refusal(password) : "user " + name + " is there twice";
                users.add(user(name, password));
            } else if (!IGNORED.matcher(line).matches()) {
                problem = "expected \"name\" \"password\", both in double quotes";
            }
            if (!problem.isEmpty()) {
                problems.add(new Problem(new Position(file, i + 1, 1), "", problem));
            }
        }
    }

    private static String refusal(String password) {
        if (MD5.matcher(password).matches()) {
            return "an md5 hash cannot be used: write the password or its SCRAM-SHA-256 secret"
                    + " (select rolpassword from pg_authid)";
        }
        return password.startsWith("SCRAM-SHA-256$") && !SCRAM.matcher(password).matches()
                ? "the SCRAM secret is damaged: expected SCRAM-SHA-256$iterations:salt$key:key"
                : "";
    }

    private static UserSettings user(String name, String password) {
        return new UserSettings(
                name,
                password.isEmpty() ? Optional.empty() : Optional.of(Secret.parse(password)),
                Optional.empty(),
                Optional.empty(),
                PoolOverrides.NONE);
    }

    private static String unquote(String text) {
        return text.replace("\"\"", "\"");
    }
}
