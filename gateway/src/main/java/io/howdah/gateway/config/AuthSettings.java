package io.howdah.gateway.config;

import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How clients log in. */
public record AuthSettings(
        @Setting(
                        value =
                                "trust, scram, md5, password, cert or peer, for everybody; trust"
                                        + " only on a loopback address. hba-file and hba say more,"
                                        + " and take its place.",
                        fallback = "scram")
                AuthMethod method,
        @Setting(
                        "More users, one \"name\" \"password, SCRAM secret or md5 hash\" a line, as"
                                + " in PgBouncer's userlist.txt.")
                Optional<Path> usersFile,
        @Setting(value = "How long a client may take to log in.", fallback = "15s")
                Duration timeout,
        @Setting("Who may log in from where and how: a file as PostgreSQL's pg_hba.conf.")
                Optional<Path> hbaFile,
        @Setting("The same as a text of several lines, in place of a file.") Optional<String> hba,
        @Setting("User-name maps for cert and peer: a file as PostgreSQL's pg_ident.conf.")
                Optional<Path> identFile,
        @Setting(
                        "The user as which Howdah asks PostgreSQL for the secrets of users that are"
                                + " not configured, and for the members of roles; absent: it does"
                                + " not ask. It has to be configured itself, with a password.")
                Optional<String> queryUser,
        @Setting(
                        value =
                                "What it asks for a secret: one row of the user's name and its"
                                        + " rolpassword, or none. $1 stands for the name.",
                        fallback = AuthSettings.DEFAULT_QUERY)
                String query,
        @Setting(value = "The database that it asks in.", fallback = "postgres")
                String queryDatabase,
        @Setting(
                        value =
                                "How long an answer holds. A log-in that fails is asked for anew"
                                        + " after 5s at the latest.",
                        fallback = "1m")
                Duration queryCacheTime,
        @Setting(
                        value =
                                "The most connections at a time that have not logged in yet. The"
                                        + " next takes the place of the oldest: of the address that"
                                        + " it comes from, if that has more than half of them.",
                        fallback = "1000")
                int maxLogins,
        @Setting("What failed log-ins cost.") FailureSettings failures) {
    /** PgBouncer's. */
    static final String DEFAULT_QUERY =
            "SELECT rolname, CASE WHEN rolvaliduntil < now() THEN NULL ELSE rolpassword END FROM"
                    + " pg_authid WHERE rolname=$1 AND rolcanlogin";

    public AuthSettings {
        if (hbaFile.isPresent() && hba.isPresent()) {
            throw new InvalidSetting("hba", "hba-file is given too: keep one of them");
        }
        if (!query.contains("$1")) {
            throw new InvalidSetting("query", "$1 must stand where the user's name goes");
        }
        Bounds.atLeast(10, "max-logins", maxLogins);
    }

    /** One method for everybody, and all else as when nothing is set. */
    public AuthSettings(AuthMethod method, Optional<Path> usersFile, Duration timeout) {
        this(
                method,
                usersFile,
                timeout,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_QUERY,
                "postgres",
                Duration.ofMinutes(1),
                1_000,
                FailureSettings.DEFAULT);
    }

    /** Whether rules say who may log in, rather than {@link #method}. */
    public boolean hasRules() {
        return hbaFile.isPresent() || hba.isPresent();
    }

    /** Whether whoever can connect is let in. */
    public boolean isOpen() {
        return method == AuthMethod.TRUST && !hasRules();
    }
}
