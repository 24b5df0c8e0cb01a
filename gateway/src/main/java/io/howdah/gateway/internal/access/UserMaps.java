package io.howdah.gateway.internal.access;

import io.howdah.base.config.Problem;

import java.util.ArrayList;
import java.util.List;

/** User-name maps, as {@code pg_ident.conf} describes them: who may log in as which user. */
final class UserMaps {
    private final List<Entry> entries;

    /** A line: in {@code map}, {@code systemUser} may log in as {@code user}. */
    private record Entry(String map, Names systemUser, Token user) {
        Fit fits(String name, String wanted, Facts facts) {
            LinearPattern pattern = systemUser.onlyPattern().orElse(null);
            if (pattern == null) {
                return systemUser.shown().getFirst().equals(name)
                        ? Names.of(List.of(user)).fitsUser(wanted, facts)
                        : Fit.NO;
            }
            String group = pattern.firstGroup(name);
            if (group == null) {
                return Fit.NO;
            }
            // What the name brings is compared as it is: it must not make itself a keyword.
            boolean filled = user.text().contains("\\1");
            Token expanded = filled ? new Token(fill(group), true) : user;
            return filled
                    ? Fit.of(expanded.text().equals(wanted))
                    : Names.of(List.of(expanded)).fitsUser(wanted, facts);
        }

        private String fill(String group) {
            int at = user.text().indexOf("\\1");
            return user.text().substring(0, at) + group + user.text().substring(at + 2);
        }
    }

    private UserMaps(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Reads all lines; whatever is wrong is added to {@code problems}. */
    static UserMaps parse(List<TokenLine> lines, List<Problem> problems) {
        List<Entry> entries = new ArrayList<>();
        for (TokenLine line : lines) {
            try {
                entries.add(entry(line.fields()));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(line.position(), "", String.valueOf(e.getMessage())));
            }
        }
        return new UserMaps(entries);
    }

    private static Entry entry(List<List<Token>> fields) {
        if (fields.size() < 3) {
            throw new IllegalArgumentException("missing entry at end of line");
        }
        for (List<Token> field : fields.subList(0, 3)) {
            if (field.size() > 1) {
                throw new IllegalArgumentException("multiple values in ident field");
            }
        }
        Names systemUser = Names.of(fields.get(1));
        Token user = fields.get(2).getFirst();
        var _ = Names.of(fields.get(2));
        if (user.text().contains("\\1")
                && systemUser.onlyPattern().filter(pattern -> !pattern.hasGroup()).isPresent()) {
            throw new IllegalArgumentException(
                    "regular expression \""
                            + systemUser.shown().getFirst().substring(1)
                            + "\" has no subexpressions as requested by backreference in \""
                            + user
                            + "\"");
        }
        return new Entry(fields.getFirst().getFirst().text(), systemUser, user);
    }

    /** Whether {@code name}, which something else vouches for, may log in as {@code user}. */
    Fit allows(String map, String name, String user, Facts facts) {
        Fit fit = Fit.NO;
        for (Entry entry : entries) {
            if (entry.map().equals(map)) {
                fit = fit.or(entry.fits(name, user, facts));
            }
        }
        return fit;
    }

    boolean needsRoles() {
        return entries.stream().anyMatch(entry -> entry.user().isMembership());
    }
}
