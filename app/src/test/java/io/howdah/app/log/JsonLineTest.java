package io.howdah.app.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;

class JsonLineTest {
    private static LogRecord event(String message) {
        LogRecord event = new LogRecord(Level.WARNING, message);
        event.setLoggerName("io.howdah.gateway.Gateway");
        event.setInstant(Instant.parse("2026-11-20T10:15:04.123Z"));
        return event;
    }

    @Test
    void writesOneObjectALine() {
        assertEquals(
                "{\"time\":\"2026-11-20T10:15:04.123Z\",\"level\":\"WARN\",\"source\":\"gateway\","
                        + "\"message\":\"a \\\"b\\\" \\\\ c\\nd\\u0007 ä\"}\n",
                new JsonLine().format(event("a \"b\" \\ c\nd\u0007 ä")));
    }

    @Test
    void keepsATraceOnTheSameLine() {
        LogRecord event = event("oops");
        event.setThrown(new IllegalStateException("bad"));
        String line = new JsonLine().format(event);
        assertTrue(line.contains("\"trace\":\"java.lang.IllegalStateException: bad\\n"), line);
        assertEquals(line.length() - 1, line.indexOf('\n'));
    }
}
