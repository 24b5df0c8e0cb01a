package io.howdah.app.importer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code key=value} pairs as libpq writes them; quotes are doubled inside quotes. */
final class ConnectionString {
    private static final Pattern PAIR =
            Pattern.compile("\\s*(\\w+)\\s*=\\s*(?:'((?:[^']|'')*)'|([^'\\s]*))\\s*");

    private ConnectionString() {}

    /**
     * The pairs of {@code text}, in their order.
     *
     * @throws IllegalArgumentException when it is not made of pairs
     */
    static Map<String, String> parse(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Matcher pair = PAIR.matcher(text);
        int position = 0;
        while (position < text.length()) {
            if (!pair.region(position, text.length()).lookingAt()) {
                throw new IllegalArgumentException("is not made of key=value pairs");
            }
            String quoted = pair.group(2);
            pairs.put(pair.group(1), quoted == null ? pair.group(3) : quoted.replace("''", "'"));
            position = pair.end();
        }
        return pairs;
    }
}
