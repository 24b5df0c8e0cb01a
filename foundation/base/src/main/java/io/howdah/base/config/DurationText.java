package io.howdah.base.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as operators write them: {@code 50us}, {@code 250ms}, {@code 5s}, {@code 10m}. */
final class DurationText {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\s?(us|ms|s|m|h|d)");

    private DurationText() {}

    /** {@code duration} in seconds, or milliseconds or microseconds if need be. */
    static String of(Duration duration) {
        long micros = TimeUnit.MICROSECONDS.convert(duration);
        long millis = micros / 1_000;
        if (micros % 1_000 != 0) {
            return micros + "us";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    /** A duration of 0 needs its unit too: {@code 0} alone is more often a slip than a wish. */
    static Duration parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "'");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "us" -> Duration.of(amount, ChronoUnit.MICROS);
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
