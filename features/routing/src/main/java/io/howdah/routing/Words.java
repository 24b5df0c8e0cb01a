package io.howdah.routing;

import java.util.Locale;

/** Figures for people. */
final class Words {
    private Words() {}

    /** Such as {@code 3.1 ms}. */
    static String time(double nanos) {
        if (nanos < 1e6) {
            return Math.round(nanos / 1e3) + " µs";
        }
        return nanos < 1e9 ? rounded(nanos / 1e6) + " ms" : rounded(nanos / 1e9) + " s";
    }

    private static String rounded(double number) {
        return number < 10
                ? String.format(Locale.ROOT, "%.1f", number)
                : String.valueOf(Math.round(number));
    }
}
