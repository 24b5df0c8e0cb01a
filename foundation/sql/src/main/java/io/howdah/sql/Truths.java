package io.howdah.sql;

import java.util.Locale;
import java.util.Optional;

/** The spellings of true and false. */
final class Truths {
    private Truths() {}

    /** What PostgreSQL's boolean input makes of the text; empty if nothing. */
    static Optional<Boolean> read(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        if (word.equals("1") || word.equals("on") || isStart(word, "true", "yes")) {
            return Optional.of(true);
        }
        if (word.equals("0") || word.equals("of") || word.equals("off")) {
            return Optional.of(false);
        }
        return isStart(word, "false", "no") ? Optional.of(false) : Optional.empty();
    }

    private static boolean isStart(String word, String one, String other) {
        return one.startsWith(word) || other.startsWith(word);
    }
}
