package io.howdah.admin.pgbouncer;

import io.howdah.admin.pgbouncer.PgBouncerSetting.Unit;

import java.util.List;

/**
 * The settings of PgBouncer 1.25, in alphabetical order: the one table from which the importer,
 * SHOW CONFIG and SET know what stands for what.
 *
 * @see <a href="https://www.pgbouncer.org/config.html">PgBouncer: configuration</a>
 */
final class PgBouncerSettings {
    static final List<PgBouncerSetting> ALL =
            List.of(
                    here("admin_users", "", Unit.NAMES, "admin.users"),
                    gone(
                            "application_name_add_host",
                            "0",
                            Unit.SWITCH,
                            "application_name is passed on as it is"),
                    here("auth_dbname", "", Unit.TEXT, "auth.query-database"),
                    here("auth_file", "", Unit.TEXT, "auth.users-file"),
                    here("auth_hba_file", "", Unit.TEXT, "auth.hba-file"),
                    here("auth_ident_file", "", Unit.TEXT, "auth.ident-file"),
                    gone("auth_ldap_options", "", Unit.TEXT, "LDAP is not supported"),
                    here(
                            "auth_query",
                            "SELECT rolname, CASE WHEN rolvaliduntil < now() THEN NULL ELSE"
                                    + " rolpassword END FROM pg_authid WHERE rolname=$1 AND"
                                    + " rolcanlogin",
                            Unit.TEXT,
                            "auth.query"),
                    gone("auth_type", "md5", Unit.TEXT, ""),
                    here("auth_user", "", Unit.TEXT, "auth.query-user"),
                    gone(
                            "autodb_idle_timeout",
                            "3600",
                            Unit.SECONDS,
                            "a pool that nobody uses is forgotten at once"),
                    gone(
                            "cancel_wait_timeout",
                            "10",
                            Unit.SECONDS,
                            "cancel requests are passed on at once"),
                    here("client_idle_timeout", "0", Unit.SECONDS, "pool.client-idle-timeout"),
                    here("client_login_timeout", "60", Unit.SECONDS, "auth.timeout"),
                    gone("client_tls13_ciphers", "", Unit.CIPHERS, "TLS 1.3 has only safe ciphers"),
                    here("client_tls_ca_file", "", Unit.TEXT, "tls.ca-file"),
                    here("client_tls_cert_file", "", Unit.TEXT, "tls.certificate-file"),
                    here("client_tls_ciphers", "default", Unit.CIPHERS, "tls.ciphers"),
                    gone("client_tls_dheparams", "auto", Unit.TEXT, "DHE is not spoken"),
                    gone(
                            "client_tls_ecdhcurve",
                            "auto",
                            Unit.TEXT,
                            "the curves are those of the TLS library"),
                    here("client_tls_key_file", "", Unit.TEXT, "tls.key-file"),
                    here("client_tls_protocols", "secure", Unit.PROTOCOLS, "tls.minimum-version"),
                    here("client_tls_sslmode", "disable", Unit.TEXT, "tls.mode"),
                    gone("conffile", "", Unit.TEXT, "the file is given by --config"),
                    here("default_pool_size", "20", Unit.NUMBER, "pool.size"),
                    gone("disable_pqexec", "0", Unit.SWITCH, "simple queries are always allowed"),
                    here("dns_max_ttl", "15", Unit.SECONDS, "backends.dns-ttl"),
                    here("dns_nxdomain_ttl", "15", Unit.SECONDS, "backends.dns-failure-ttl"),
                    gone("dns_zone_check_period", "0", Unit.SECONDS, "zones are not watched"),
                    here(
                            "idle_transaction_timeout",
                            "0",
                            Unit.SECONDS,
                            "pool.idle-in-transaction-timeout"),
                    gone(
                            "ignore_startup_parameters",
                            "",
                            Unit.NAMES,
                            "every start-up parameter is passed on to PostgreSQL"),
                    gone("job_name", "pgbouncer", Unit.TEXT, ""),
                    gone("listen_addr", "", Unit.TEXT, ""),
                    gone("listen_backlog", "128", Unit.NUMBER, "it is 4096"),
                    gone("listen_port", "6432", Unit.NUMBER, ""),
                    gone("log_connections", "1", Unit.SWITCH, "connections are not logged"),
                    gone("log_disconnections", "1", Unit.SWITCH, "disconnections are not logged"),
                    gone("log_pooler_errors", "1", Unit.SWITCH, "errors are always logged"),
                    gone("log_stats", "1", Unit.SWITCH, ""),
                    gone("logfile", "", Unit.TEXT, "the log goes to standard error"),
                    here("max_client_conn", "100", Unit.NUMBER, "clients.max"),
                    gone(
                            "max_db_client_connections",
                            "0",
                            Unit.NUMBER,
                            "set databases[].max-clients"),
                    here("max_db_connections", "0", Unit.NUMBER, "backends.max-per-database"),
                    gone(
                            "max_packet_size",
                            "2147483647",
                            Unit.NUMBER,
                            "the limits are PostgreSQL's own"),
                    here("max_prepared_statements", "200", Unit.NUMBER, "max-prepared-statements"),
                    gone(
                            "max_user_client_connections",
                            "0",
                            Unit.NUMBER,
                            "set users[].max-clients"),
                    here("max_user_connections", "0", Unit.NUMBER, "backends.max-per-user"),
                    here("min_pool_size", "0", Unit.NUMBER, "pool.minimum"),
                    gone(
                            "peer_id",
                            "0",
                            Unit.NUMBER,
                            "a cancel request reaches its process without peers"),
                    gone("pidfile", "", Unit.TEXT, "there is no pid file: use a service manager"),
                    gone("pkt_buf", "4096", Unit.NUMBER, "buffers size themselves"),
                    here("pool_mode", "session", Unit.TEXT, "pool.mode"),
                    here("query_timeout", "0", Unit.SECONDS, "pool.query-timeout"),
                    gone(
                            "query_wait_notify",
                            "5",
                            Unit.SECONDS,
                            "clients that wait are not told so"),
                    here("query_wait_timeout", "120", Unit.SECONDS, "pool.query-wait-timeout"),
                    here("reserve_pool_size", "0", Unit.NUMBER, "pool.reserve-size"),
                    here("reserve_pool_timeout", "5", Unit.SECONDS, "pool.reserve-timeout"),
                    gone("resolv_conf", "", Unit.TEXT, "names are looked up by the system"),
                    gone("sbuf_loopcnt", "5", Unit.NUMBER, "loops share their time by themselves"),
                    gone(
                            "scram_iterations",
                            "4096",
                            Unit.NUMBER,
                            "verifiers keep the iterations that they have"),
                    here("server_check_delay", "30", Unit.SECONDS, "pool.check-delay"),
                    here("server_check_query", "<empty>", Unit.TEXT, "pool.check-query"),
                    here("server_connect_timeout", "15", Unit.SECONDS, "pool.connect-timeout"),
                    gone("server_fast_close", "0", Unit.SWITCH, ""),
                    here("server_idle_timeout", "600", Unit.SECONDS, "pool.idle-timeout"),
                    here("server_lifetime", "3600", Unit.SECONDS, "pool.backend-lifetime"),
                    gone(
                            "server_login_retry",
                            "15",
                            Unit.SECONDS,
                            "it begins with 100 ms and grows to 5 s"),
                    gone(
                            "server_reset_query",
                            "DISCARD ALL",
                            Unit.TEXT,
                            "sessions are cleaned by what was done to them"),
                    gone(
                            "server_reset_query_always",
                            "0",
                            Unit.SWITCH,
                            "sessions are cleaned by what was done to them"),
                    here("server_round_robin", "0", Unit.SWITCH, "pool.round-robin"),
                    gone("server_tls13_ciphers", "", Unit.CIPHERS, "TLS 1.3 has only safe ciphers"),
                    here("server_tls_ca_file", "", Unit.TEXT, "backend-tls.ca-file"),
                    here("server_tls_cert_file", "", Unit.TEXT, "backend-tls.certificate-file"),
                    here("server_tls_ciphers", "default", Unit.CIPHERS, "backend-tls.ciphers"),
                    here("server_tls_key_file", "", Unit.TEXT, "backend-tls.key-file"),
                    here(
                            "server_tls_protocols",
                            "secure",
                            Unit.PROTOCOLS,
                            "backend-tls.minimum-version"),
                    here("server_tls_sslmode", "prefer", Unit.TEXT, "backend-tls.mode"),
                    gone("service_name", "", Unit.TEXT, "there is no Windows service"),
                    gone("so_reuseport", "0", Unit.SWITCH, "one process uses all cores"),
                    here("stats_period", "60", Unit.SECONDS, "statistics-period"),
                    here("stats_users", "", Unit.NAMES, "admin.stats-users"),
                    gone("suspend_timeout", "10", Unit.SECONDS, "it is 10 s"),
                    gone("syslog", "0", Unit.SWITCH, "the log goes to standard error"),
                    gone("syslog_facility", "daemon", Unit.TEXT, "the log goes to standard error"),
                    gone("syslog_ident", "pgbouncer", Unit.TEXT, "the log goes to standard error"),
                    gone("tcp_defer_accept", "1", Unit.NUMBER, ""),
                    gone(
                            "tcp_keepalive",
                            "1",
                            Unit.SWITCH,
                            "it is always on, with the system's times"),
                    here("tcp_keepcnt", "0", Unit.NUMBER, "sockets.keepalive-count"),
                    here("tcp_keepidle", "0", Unit.SECONDS, "sockets.keepalive-idle"),
                    here("tcp_keepintvl", "0", Unit.SECONDS, "sockets.keepalive-interval"),
                    gone("tcp_socket_buffer", "0", Unit.NUMBER, "the system's value is used"),
                    gone("tcp_user_timeout", "0", Unit.NUMBER, "the system's value is used"),
                    gone(
                            "track_extra_parameters",
                            "IntervalStyle",
                            Unit.NAMES,
                            "every parameter that PostgreSQL reports is tracked"),
                    here("transaction_timeout", "0", Unit.SECONDS, "pool.transaction-timeout"),
                    here("unix_socket_dir", "/tmp", Unit.TEXT, "sockets.unix-dir"),
                    here("unix_socket_group", "", Unit.TEXT, "sockets.unix-group"),
                    here("unix_socket_mode", "0777", Unit.TEXT, "sockets.unix-mode"),
                    gone("user", "", Unit.TEXT, "start it as the user that it should run as"),
                    gone("verbose", "0", Unit.NUMBER, ""));

    private PgBouncerSettings() {}

    private static PgBouncerSetting here(String name, String fallback, Unit unit, String key) {
        return new PgBouncerSetting(name, fallback, unit, key, "");
    }

    private static PgBouncerSetting gone(String name, String fallback, Unit unit, String remark) {
        return new PgBouncerSetting(name, fallback, unit, "", remark);
    }
}
