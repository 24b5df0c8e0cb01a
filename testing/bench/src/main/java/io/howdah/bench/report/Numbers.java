package io.howdah.bench.report;

import io.howdah.bench.figures.Interval;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private Numbers() {}

    /** With thin groups of three: {@code 12 345}. */
    static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number).replace(',', ' ');
    }

    /** With two digits after the point. */
    static String ratio(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** With its interval: {@code 1.31 (1.24–1.38)}. */
    static String ratio(Interval interval) {
        return ratio(interval.middle()) + " (" + range(interval) + ")";
    }

    /** Both ends, with two digits each. */
    static String range(Interval interval) {
        return ratio(interval.low()) + "–" + ratio(interval.high());
    }

    /** With one digit after the point. */
    static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /** As short as it goes: {@code 7}, {@code 13.5}. */
    static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    static String megabytes(long bytes) {
        return whole(bytes / 1e6);
    }
}
