package io.howdah.app.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Formats events as one JSON object a line: {@code time} in UTC as of RFC 3339, {@code level},
 * {@code source}, {@code message}, and {@code trace} where there is one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259: strings</a>
 */
final class JsonLine extends Formatter {
    @Override
    public String format(LogRecord event) {
        StringBuilder line = new StringBuilder(200);
        line.append('{');
        field(line, "time", event.getInstant().toString());
        field(line.append(','), "level", LogLine.level(event.getLevel()).strip());
        field(line.append(','), "source", LogLine.source(String.valueOf(event.getLoggerName())));
        field(line.append(','), "message", formatMessage(event));
        if (event.getThrown() != null) {
            StringWriter trace = new StringWriter();
            event.getThrown().printStackTrace(new PrintWriter(trace));
            field(line.append(','), "trace", trace.toString());
        }
        return line.append("}\n").toString();
    }

    private static void field(StringBuilder line, String name, String value) {
        line.append('"').append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (c < ' ') {
                        line.append("\\u00").append(Character.forDigit(c >> 4, 16));
                        line.append(Character.forDigit(c & 15, 16));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }
}
