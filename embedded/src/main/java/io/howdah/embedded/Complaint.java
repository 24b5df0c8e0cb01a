package io.howdah.embedded;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line that says why, in what PostgreSQL's programs print. */
final class Complaint {
    private static final Pattern SEVERE = Pattern.compile("\\b(?:PANIC|FATAL|ERROR): .*");
    private static final Pattern FROM_TOOL = Pattern.compile("^\\S+: (?:error|fatal): .*");

    private Complaint() {}

    /** The last error in {@code output}, or else its last line. */
    static String lastIn(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        for (Pattern pattern : List.of(SEVERE, FROM_TOOL)) {
            for (String line : lines.reversed()) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    return matcher.group().replaceAll(":  +", ": ");
                }
            }
        }
        return lines.isEmpty() ? "it printed nothing" : lines.getLast().strip();
    }
}
