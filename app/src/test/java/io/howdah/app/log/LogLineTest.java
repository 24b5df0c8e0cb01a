package io.howdah.app.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.LogRecord;

class LogLineTest {
    private final LogLine format = new LogLine(ZoneOffset.UTC);

    @Test
    void writesOneLineInColumns() {
        assertEquals(
                "2026-11-20 10:15:04.123 INFO  gateway  listening on 127.0.0.1:6432\n",
                format.format(event(Level.INFO, "listening on 127.0.0.1:6432")));
    }

    @Test
    void appendsTraceOfBug() {
        LogRecord event = event(Level.SEVERE, "this is a bug");
        event.setThrown(new IllegalStateException("oops"));
        String text = format.format(event);
        assertTrue(text.contains("ERROR gateway  this is a bug\njava.lang.IllegalState"), text);
    }

    @Test
    void namesThePartThatSpeaks() {
        assertEquals("gateway", LogLine.source("io.howdah.gateway"));
        assertEquals("gateway", LogLine.source("io.howdah.gateway.pool.Pool"));
        assertEquals("EpollEventLoop", LogLine.source("io.netty.channel.epoll.EpollEventLoop"));
    }

    private static LogRecord event(Level level, String message) {
        LogRecord event = new LogRecord(level, message);
        event.setLoggerName("io.howdah.gateway");
        event.setInstant(Instant.parse("2026-11-20T10:15:04.123456Z"));
        return event;
    }
}
