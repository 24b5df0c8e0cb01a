package io.howdah.base;

import java.math.BigDecimal;

/**
 * A part of a whole.
 *
 * @param fraction within 0 and 1
 */
public record Percentage(double fraction) {
    public Percentage {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("not within 0% and 100%: " + fraction);
        }
    }

    /**
     * Reads {@code 0.3%} or {@code 25%}.
     *
     * @throws IllegalArgumentException with what was expected, when {@code text} is no percentage
     */
    public static Percentage parse(String text) {
        String stripped = text.strip();
        if (!stripped.matches("\\d{1,3}(\\.\\d{1,9})? ?%")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a percentage such as 0.3% or 25%");
        }
        String number = stripped.substring(0, stripped.length() - 1).strip();
        return new Percentage(new BigDecimal(number).movePointLeft(2).doubleValue());
    }

    @Override
    public String toString() {
        BigDecimal number = BigDecimal.valueOf(fraction).movePointRight(2).stripTrailingZeros();
        return number.toPlainString() + "%";
    }
}
