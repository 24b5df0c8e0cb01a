package io.howdah.gateway.control;

import java.util.List;

/**
 * A rule in force, with the columns of PostgreSQL's view {@code pg_hba_file_rules}; what is empty
 * here is null there.
 *
 * @param number from 1, in the order in which rules are tried
 */
public record AccessRule(
        int number,
        String file,
        int line,
        String type,
        List<String> databases,
        List<String> users,
        String address,
        String netmask,
        String method,
        List<String> options) {
    public AccessRule {
        databases = List.copyOf(databases);
        users = List.copyOf(users);
        options = List.copyOf(options);
    }
}
