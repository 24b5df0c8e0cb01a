package io.howdah.gateway.internal.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule's list of databases or of users. Immutable. */
final class Names {
    private final List<Token> words;
    private final Map<Token, LinearPattern> patterns;

    private Names(List<Token> words, Map<Token, LinearPattern> patterns) {
        this.words = List.copyOf(words);
        this.patterns = Map.copyOf(patterns);
    }

    /**
     * Compiles what has to be.
     *
     * @throws IllegalArgumentException when a regular expression is not one
     */
    static Names of(List<Token> words) {
        Map<Token, LinearPattern> patterns = new HashMap<>();
        for (Token word : words) {
            if (word.isRegex()) {
                patterns.put(word, pattern(word));
            }
        }
        return new Names(words, patterns);
    }

    private static LinearPattern pattern(Token word) {
        String expression = word.text().substring(1);
        try {
            return LinearPattern.compile(expression);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "invalid regular expression \"" + expression + "\": " + e.getMessage(), e);
        }
    }

    List<String> shown() {
        List<String> shown = new ArrayList<>();
        words.forEach(word -> shown.add(word.text()));
        return shown;
    }

    /** Whether roles have to be known to tell. */
    boolean needsRoles() {
        return words.stream()
                .anyMatch(
                        word ->
                                word.isMembership()
                                        || word.isKeyword("samerole")
                                        || word.isKeyword("samegroup"));
    }

    Fit fitsUser(String user, Facts facts) {
        Fit fit = Fit.NO;
        for (Token word : words) {
            fit = fit.or(userFits(word, user, facts));
        }
        return fit;
    }

    private Fit userFits(Token word, String user, Facts facts) {
        if (word.isMembership()) {
            return isMember(word.text().substring(1), facts);
        }
        return Fit.of(word.isKeyword("all") || isNamed(word, user));
    }

    Fit fitsDatabase(Attempt attempt, Facts facts) {
        Fit fit = Fit.NO;
        for (Token word : words) {
            fit =
                    fit.or(
                            attempt.physicalReplication()
                                    ? Fit.of(word.isKeyword("replication"))
                                    : databaseFits(word, attempt, facts));
        }
        return fit;
    }

    private Fit databaseFits(Token word, Attempt attempt, Facts facts) {
        String database = attempt.database();
        if (word.isKeyword("samerole") || word.isKeyword("samegroup")) {
            return isMember(database, facts);
        }
        if (word.isKeyword("sameuser")) {
            return Fit.of(database.equals(attempt.user()));
        }
        if (word.isKeyword("replication")) {
            return Fit.NO;
        }
        return Fit.of(word.isKeyword("all") || isNamed(word, database));
    }

    private boolean isNamed(Token word, String name) {
        LinearPattern pattern = patterns.get(word);
        return pattern == null ? word.text().equals(name) : pattern.finds(name);
    }

    private static Fit isMember(String role, Facts facts) {
        return facts.roles().map(roles -> Fit.of(roles.contains(role))).orElse(Fit.NEEDS_ROLES);
    }

    /** The one word that is a regular expression, with its pattern, when it is the only one. */
    Optional<LinearPattern> onlyPattern() {
        return words.size() == 1
                ? Optional.ofNullable(patterns.get(words.getFirst()))
                : Optional.empty();
    }
}
