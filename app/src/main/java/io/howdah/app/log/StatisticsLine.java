package io.howdah.app.log;

import java.time.Duration;
import java.util.Map;

/**
 * All figures of the process in one line: counters ({@code …_total}) as a rate over the time since
 * the line before, the others as they stand; what is 0 is left out.
 */
final class StatisticsLine {
    private StatisticsLine() {}

    static String of(Map<String, Long> before, Map<String, Long> now, Duration elapsed) {
        StringBuilder line = new StringBuilder();
        double seconds = Math.max(elapsed.toMillis(), 1) / 1_000.0;
        now.forEach(
                (name, value) -> {
                    if (name.endsWith("_total")) {
                        long grown = value - before.getOrDefault(name, 0L);
                        append(line, name, rate(grown / seconds));
                    } else {
                        append(line, name, Long.toString(value));
                    }
                });
        return line.isEmpty() ? "idle" : line.toString();
    }

    private static String rate(double perSecond) {
        if (perSecond == 0) {
            return "0";
        }
        return perSecond >= 10
                ? Math.round(perSecond) + "/s"
                : Math.round(perSecond * 100) / 100.0 + "/s";
    }

    private static void append(StringBuilder line, String name, String value) {
        if (!value.equals("0")) {
            line.append(line.isEmpty() ? "" : ", ").append(label(name)).append(' ').append(value);
        }
    }

    private static String label(String name) {
        String bare = name.startsWith("howdah_") ? name.substring("howdah_".length()) : name;
        return bare.replaceFirst("_total$", "").replace('_', ' ');
    }
}
