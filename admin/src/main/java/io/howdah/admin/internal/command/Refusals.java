package io.howdah.admin.internal.command;

import io.howdah.base.config.Spelling;
import io.howdah.base.error.Failure;
import io.howdah.gateway.control.ControlRefused;

import java.util.Collection;

/** Why a command is not carried out. */
public final class Refusals {
    private Refusals() {}

    /** It cannot be read. */
    public static ControlRefused syntax(String message) {
        return new ControlRefused(Failure.reported("42601", message).withHint("See SHOW HELP;"));
    }

    /** There is no such thing; one that is spelt like it is named. */
    static ControlRefused unknown(String command, String word, Collection<String> known) {
        String nearest =
                Spelling.nearest(word, known).map(near -> "Did you mean " + near + "? ").orElse("");
        return new ControlRefused(
                Failure.reported(
                                "42601",
                                "invalid command '" + command.strip() + "', use SHOW HELP;")
                        .withHint(nearest + "SHOW HELP lists the commands."));
    }

    /** It is for administrators. */
    public static ControlRefused adminNeeded() {
        return new ControlRefused(
                Failure.reported("42501", "admin access needed")
                        .withHint("Your user is in admin.stats-users, not in admin.users."));
    }
}
