package io.howdah.gateway.config;

import io.howdah.base.config.Setting;

import java.util.List;

/** Who is let in to the console: the databases pgbouncer and howdah_admin. Nobody by default. */
public record AdminSettings(
        @Setting("Users that may see everything and steer; as PgBouncer's admin_users.")
                List<String> users,
        @Setting("Users that may only look; as PgBouncer's stats_users.") List<String> statsUsers) {
    /** Nobody. */
    public static final AdminSettings NOBODY = new AdminSettings(List.of(), List.of());

    public AdminSettings {
        users = List.copyOf(users);
        statsUsers = List.copyOf(statsUsers);
    }
}
