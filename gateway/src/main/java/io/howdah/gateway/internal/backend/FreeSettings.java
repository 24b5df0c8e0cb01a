package io.howdah.gateway.internal.backend;

import java.util.Set;

/**
 * Settings that every user may set, and reset, at any time, and whose values are valid in every
 * database once they are valid in one. Not to name one costs a round trip now and then, no more.
 */
final class FreeSettings {
    private static final Set<String> NAMES =
            Set.of(
                    "application_name",
                    "bytea_output",
                    "check_function_bodies",
                    "client_encoding",
                    "client_min_messages",
                    "cursor_tuple_fraction",
                    "datestyle",
                    "default_statistics_target",
                    "default_transaction_deferrable",
                    "default_transaction_isolation",
                    "default_transaction_read_only",
                    "effective_cache_size",
                    "extra_float_digits",
                    "from_collapse_limit",
                    "geqo",
                    "hash_mem_multiplier",
                    "idle_in_transaction_session_timeout",
                    "idle_session_timeout",
                    "intervalstyle",
                    "jit",
                    "join_collapse_limit",
                    "lock_timeout",
                    "maintenance_work_mem",
                    "max_parallel_workers_per_gather",
                    "plan_cache_mode",
                    "quote_all_identifiers",
                    "random_page_cost",
                    "row_security",
                    "search_path",
                    "seq_page_cost",
                    "standard_conforming_strings",
                    "statement_timeout",
                    "synchronous_commit",
                    "timezone",
                    "transaction_timeout",
                    "work_mem",
                    "xmloption");

    /** {@code enable_seqscan} and its like. */
    private static final String PLANNER = "enable_";

    private FreeSettings() {}

    static boolean has(String name) {
        return NAMES.contains(name)
                || name.startsWith(PLANNER)
                || name.startsWith(SessionSettings.OWN);
    }
}
