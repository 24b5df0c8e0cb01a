package io.howdah.gateway.internal.access;

import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.Position;
import io.howdah.base.config.Problem;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.control.AccessRule;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules and maps in force. Safe from any thread; reading them blocks, so that neither the
 * constructor nor {@link #reload} is for an event loop.
 */
public final class Access {
    private volatile AuthSettings settings;
    private volatile InForce now;

    /** One reading of all files. */
    private record InForce(Rules rules, UserMaps maps) {}

    /** Whether a name may log in as a user. */
    public enum Permission {
        GRANTED,
        DENIED,
        /** Ask again with the user's roles. */
        NEEDS_ROLES
    }

    /**
     * Reads the rules.
     *
     * @throws InvalidConfiguration with everything that is wrong with them
     */
    public Access(AuthSettings settings) throws InvalidConfiguration {
        this.settings = settings;
        this.now = read(settings);
    }

    /**
     * Reads the rules again. What is wrong with them leaves the old ones in force.
     *
     * @throws InvalidConfiguration with everything that is wrong
     */
    public void reload() throws InvalidConfiguration {
        now = read(settings);
    }

    /**
     * Reads the rules that {@code next} names.
     *
     * @return puts them in force
     * @throws InvalidConfiguration with everything that is wrong with them
     */
    public Runnable prepare(AuthSettings next) throws InvalidConfiguration {
        InForce read = read(next);
        return () -> {
            settings = next;
            now = read;
        };
    }

    /** What the rules say of {@code attempt}. */
    public Verdict of(Attempt attempt, Facts facts) {
        return now.rules().of(attempt, facts);
    }

    /** Whether {@code name}, which a certificate or the system vouches for, may be {@code user}. */
    public Permission permits(Optional<String> map, String name, String user, Facts facts) {
        Fit fit =
                map.map(used -> now.maps().allows(used, name, user, facts))
                        .orElse(Fit.of(name.equals(user)));
        return switch (fit) {
            case YES -> Permission.GRANTED;
            case NO -> Permission.DENIED;
            case NEEDS_ROLES, NEEDS_HOST_NAME -> Permission.NEEDS_ROLES;
        };
    }

    /** The rules as {@code SHOW HBA} shows them. */
    public List<AccessRule> rows() {
        return now.rules().rows();
    }

    private static InForce read(AuthSettings settings) throws InvalidConfiguration {
        List<Problem> problems = new ArrayList<>();
        Rules rules = Rules.parse(ruleLines(settings, problems), problems);
        UserMaps maps =
                UserMaps.parse(
                        settings.identFile()
                                .map(file -> new RuleFiles(problems).read(file))
                                .orElse(List.of()),
                        problems);
        check(settings, rules, maps, problems);
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        return new InForce(rules, maps);
    }

    private static List<TokenLine> ruleLines(AuthSettings settings, List<Problem> problems) {
        RuleFiles files = new RuleFiles(problems);
        if (settings.hbaFile().isPresent()) {
            return files.read(settings.hbaFile().get());
        }
        return settings.hba().isPresent()
                ? files.read(settings.hba().get(), "auth.hba", Path.of(""))
                : files.read(forEverybody(settings.method()), "auth.method", Path.of(""));
    }

    private static String forEverybody(AuthMethod method) {
        return switch (method) {
            case TRUST -> everywhere("trust");
            case SCRAM -> everywhere("scram-sha-256");
            case MD5 -> everywhere("md5");
            case PASSWORD -> everywhere("password");
            case CERT -> "hostssl all,replication all all cert";
            case PEER -> "local all,replication all peer";
        };
    }

    private static String everywhere(String method) {
        return "local all,replication all " + method + "\nhost all,replication all all " + method;
    }

    private static void check(
            AuthSettings settings, Rules rules, UserMaps maps, List<Problem> problems) {
        if (rules.isEmpty() && problems.isEmpty()) {
            problems.add(
                    new Problem(
                            Position.of(settings.hbaFile().map(Path::toString).orElse("auth.hba")),
                            "",
                            "there is no rule: nobody could log in"));
        }
        if (settings.queryUser().isPresent()) {
            return;
        }
        String missing = "membership of roles can only be known with auth.query-user";
        rules.all().stream()
                .filter(Rule::needsRoles)
                .forEach(rule -> problems.add(new Problem(rule.position(), "", missing)));
        if (maps.needsRoles()) {
            problems.add(new Problem(Position.of("auth.ident-file"), "", missing));
        }
    }
}
