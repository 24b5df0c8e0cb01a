package io.howdah.base;

import java.util.Locale;

/**
 * An amount of memory or data.
 *
 * @param bytes never negative
 */
public record DataSize(long bytes) {
    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative: " + bytes);
        }
    }

    /**
     * Reads {@code 512B}, {@code 64KiB}, {@code 10MiB} or {@code 2GiB}.
     *
     * @throws IllegalArgumentException with what was expected, when {@code text} is not a size
     */
    public static DataSize parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < lower.length() && Character.isDigit(lower.charAt(end))) {
            end++;
        }
        long unit =
                switch (lower.substring(end).strip()) {
                    case "b" -> 1L;
                    case "kib", "kb" -> 1L << 10;
                    case "mib", "mb" -> 1L << 20;
                    case "gib", "gb" -> 1L << 30;
                    default -> 0L;
                };
        if (end == 0 || end > 12 || unit == 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size such as 64KiB, 10MiB or 2GiB");
        }
        return new DataSize(Math.multiplyExact(Long.parseLong(lower.substring(0, end)), unit));
    }

    @Override
    public String toString() {
        for (int shift = 30; shift > 0; shift -= 10) {
            if (bytes >= 1L << shift && bytes % (1L << shift) == 0) {
                return (bytes >> shift) + (shift == 30 ? "GiB" : shift == 20 ? "MiB" : "KiB");
            }
        }
        return bytes + "B";
    }
}
