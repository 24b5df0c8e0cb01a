package io.howdah.app.log;

import io.howdah.gateway.config.LogSettings;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sends what {@link System.Logger}s say to one stream. They speak through java.util.logging, as
 * Netty and pgjdbc do, so that one handler sees all of them.
 */
public final class Logging {
    /** Held here, as java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger NETTY = Logger.getLogger("io.netty");

    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private Logging() {}

    /** From now on, events that {@code settings} let through are lines on {@code out}. */
    public static void start(PrintWriter out, LogSettings settings) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(
                switch (settings.level()) {
                    case DEBUG -> Level.FINE;
                    case INFO -> Level.INFO;
                    case WARNING -> Level.WARNING;
                    case ERROR -> Level.SEVERE;
                });
        root.addHandler(new Lines(out, formatter(settings.format())));
        NETTY.setLevel(Level.WARNING);
        // What the driver has to say comes as exceptions too, and those are told in our words.
        DRIVER.setLevel(Level.OFF);
    }

    private static Formatter formatter(LogSettings.LogFormat format) {
        return switch (format) {
            case TEXT -> new LogLine(ZoneId.systemDefault());
            case JSON -> new JsonLine();
        };
    }

    /** Writes each event at once; {@link PrintWriter} keeps lines of many threads apart. */
    private static final class Lines extends Handler {
        private final PrintWriter out;

        Lines(PrintWriter out, Formatter formatter) {
            this.out = out;
            setFormatter(formatter);
        }

        @Override
        public void publish(LogRecord event) {
            if (isLoggable(event)) {
                out.print(getFormatter().format(event));
                out.flush();
            }
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
