package io.howdah.gateway.internal.access;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * A regular expression whose time is linear in the text, which somebody who has proven nothing yet
 * may choose.
 *
 * <p>PostgreSQL's syntax but for what has no linear form (back references, look-around) and its
 * escapes {@code \m \M \y \Y \Z}: those are refused when the rules are read.
 */
final class LinearPattern {
    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles what follows the slash.
     *
     * @throws IllegalArgumentException with the reason
     */
    static LinearPattern compile(String expression) {
        try {
            return new LinearPattern(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
        }
    }

    /** Whether any part of {@code text} matches. */
    boolean finds(String text) {
        return pattern.matcher(text).find();
    }

    boolean hasGroup() {
        return pattern.groupCount() > 0;
    }

    /** What the first group matches in {@code text}; null when the whole does not match. */
    @Nullable String firstGroup(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        String group = pattern.groupCount() == 0 ? null : matcher.group(1);
        return group == null ? "" : group;
    }
}
