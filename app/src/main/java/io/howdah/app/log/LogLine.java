package io.howdah.app.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Formats events as {@code 2026-11-20 10:15:04.123 INFO gateway listening on …}, in columns.
 *
 * <p>The time is put together by hand: {@code DateTimeFormatter} costs tens of milliseconds at its
 * first use, and start-up is measured.
 */
final class LogLine extends Formatter {
    private static final int MILLI = 1_000_000;

    private final ZoneId zone;

    LogLine(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String format(LogRecord event) {
        ZonedDateTime time = event.getInstant().atZone(zone);
        StringBuilder line = new StringBuilder(120);
        line.append(time.toLocalDate()).append(' ');
        pad(line, time.getHour(), 2).append(':');
        pad(line, time.getMinute(), 2).append(':');
        pad(line, time.getSecond(), 2).append('.');
        pad(line, time.getNano() / MILLI, 3).append(' ');
        line.append(level(event.getLevel())).append(' ');
        column(line, source(String.valueOf(event.getLoggerName())), 9);
        line.append(formatMessage(event)).append('\n');
        if (event.getThrown() != null) {
            StringWriter trace = new StringWriter();
            event.getThrown().printStackTrace(new PrintWriter(trace));
            line.append(trace);
        }
        return line.toString();
    }

    /** The part of Howdah that speaks: {@code gateway} for {@code io.howdah.gateway.pool.Pool}. */
    static String source(String logger) {
        String own = "io.howdah.";
        if (!logger.startsWith(own)) {
            return logger.substring(logger.lastIndexOf('.') + 1);
        }
        int end = logger.indexOf('.', own.length());
        return logger.substring(own.length(), end < 0 ? logger.length() : end);
    }

    static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARN ";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
    }

    private static StringBuilder pad(StringBuilder line, int number, int digits) {
        String text = Integer.toString(number);
        line.repeat('0', digits - text.length());
        return line.append(text);
    }

    private static void column(StringBuilder line, String text, int width) {
        line.append(text).repeat(' ', Math.max(1, width - text.length()));
    }
}
