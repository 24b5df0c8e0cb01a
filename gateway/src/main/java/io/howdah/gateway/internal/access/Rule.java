package io.howdah.gateway.internal.access;

import io.howdah.base.config.Position;
import io.howdah.gateway.control.AccessRule;

import java.util.Locale;

/**
 * One line of {@code pg_hba.conf}: which attempts it is for, and how they have to prove who they
 * are. Immutable.
 */
public final class Rule {
    /** Which connections a rule is for. */
    enum Kind {
        LOCAL,
        HOST,
        HOSTSSL,
        HOSTNOSSL,
        HOSTGSSENC,
        HOSTNOGSSENC;

        boolean fits(Attempt attempt) {
            return switch (this) {
                case LOCAL -> attempt.isLocal();
                case HOST, HOSTNOGSSENC -> !attempt.isLocal();
                case HOSTSSL -> !attempt.isLocal() && attempt.encrypted();
                case HOSTNOSSL -> !attempt.isLocal() && !attempt.encrypted();
                case HOSTGSSENC -> false; // there is no such encryption yet
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Position position;
    private final Kind kind;
    private final Names databases;
    private final Names users;
    private final AddressMatch address;
    private final Method method;
    private final MethodOptions options;

    Rule(
            Position position,
            Kind kind,
            Names databases,
            Names users,
            AddressMatch address,
            Method method,
            MethodOptions options) {
        this.position = position;
        this.kind = kind;
        this.databases = databases;
        this.users = users;
        this.address = address;
        this.method = method;
        this.options = options;
    }

    /** Where it stands. */
    public Position position() {
        return position;
    }

    /** How the client proves who it is. */
    public Method method() {
        return method;
    }

    /** What follows the method. */
    public MethodOptions options() {
        return options;
    }

    boolean needsRoles() {
        return databases.needsRoles() || users.needsRoles();
    }

    Fit fits(Attempt attempt, Facts facts) {
        if (!kind.fits(attempt)) {
            return Fit.NO;
        }
        Fit place = attempt.address() == null ? Fit.YES : address.fits(attempt.address(), facts);
        return databases
                .fitsDatabase(attempt, facts)
                .and(users.fitsUser(attempt.user(), facts))
                .and(place);
    }

    /** The rule as {@code pg_hba_file_rules} shows it. */
    AccessRule row(int number) {
        boolean isRange = address instanceof AddressMatch.Range;
        return new AccessRule(
                number,
                position.file(),
                position.line(),
                kind.word(),
                databases.shown(),
                users.shown(),
                kind == Kind.LOCAL ? "" : address.shown(),
                isRange ? Addresses.text(((AddressMatch.Range) address).mask()) : "",
                method.word(),
                options.shown());
    }
}
