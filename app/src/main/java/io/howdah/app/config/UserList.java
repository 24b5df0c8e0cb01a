package io.howdah.app.config;

import io.howdah.base.Secret;
import io.howdah.base.config.InvalidSetting;
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
                problem = add(name, password, names, users);
            } else if (!IGNORED.matcher(line).matches()) {
                problem = "expected \"name\" \"password\", both in double quotes";
            }
            if (!problem.isEmpty()) {
                problems.add(new Problem(new Position(file, i + 1, 1), "", problem));
            }
        }
    }

    /** Answers what is wrong, or nothing. */
    private static String add(
            String name, String password, Set<String> names, List<UserSettings> users) {
        if (!names.add(name)) {
            return "user " + name + " is there twice";
        }
        try {
            users.add(user(name, password));
            return "";
        } catch (InvalidSetting e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static UserSettings user(String name, String password) {
        return new UserSettings(
                name,
                password.isEmpty() ? Optional.empty() : Optional.of(Secret.parse(password)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PoolOverrides.NONE);
    }

    private static String unquote(String text) {
        return text.replace("\"\"", "\"");
    }
}
