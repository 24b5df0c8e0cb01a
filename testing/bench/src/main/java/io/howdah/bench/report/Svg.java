package io.howdah.bench.report;

import java.util.Locale;

/** Writes an SVG, shape by shape; what it looks like is said by classes. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    /** A drawing of this size in pixels; {@code title} is what readers of a screen hear. */
    Svg(int width, int height, String title, String style) {
        text.append(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                                .formatted(width, height))
                .append(" width=\"%d\" height=\"%d\"".formatted(width, height))
                .append(
                        " font-family=\"ui-sans-serif, system-ui, Helvetica, Arial,"
                                + " sans-serif\">\n")
                .append("<title>")
                .append(escaped(title))
                .append("</title>\n")
                .append("<style>\n")
                .append(style)
                .append("</style>\n");
    }

    /** A box, with what a pointer over it shows. */
    void box(String look, double x, double y, double width, double height, String hint) {
        text.append(
                "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
                        .formatted(look, number(x), number(y), number(width), number(height)));
        text.append(hint.isEmpty() ? "/>\n" : "><title>" + escaped(hint) + "</title></rect>\n");
    }

    /** A level line. */
    void line(String look, double x, double y, double width) {
        text.append(
                "<path class=\"%s\" d=\"M%s %sh%s\"/>\n"
                        .formatted(look, number(x), number(y), number(width)));
    }

    /** Words that begin, end or are centred at a place, as {@code look} says. */
    void words(String look, double x, double y, String words) {
        text.append(
                "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
                        .formatted(look, number(x), number(y), escaped(words)));
    }

    @Override
    public String toString() {
        return text + "</svg>\n";
    }

    private static String number(double pixels) {
        String number = String.format(Locale.ROOT, "%.1f", pixels);
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
